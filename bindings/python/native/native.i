// The extension module neuroshard_version._native: the classes of the C++ header as built-in types of Python, from which those
// of the package derive. What nodes call most is a method of such a type, so that no Python code runs around it. Functions, and
// methods whose names begin with _, are for the package alone.
%module(package="neuroshard_version") _native

%{
#include "operations.hpp"
%}

%include <std_shared_ptr.i>
%include "arguments.i"
%include "members.i"
%include "documentation.i"
%include "neuroshard_version.i"
%include "functions.i"
%include "types.i"
