// What Python and Java wrap: the C++ header, less what only C++ programs can use. A language's own interface file maps its
// types and exceptions first and then includes this one.
%{
#include "neuroshard_version.hpp"
%}

%include <stdint.i>

// Ownership and streams are the language's own.
%ignore neuroshard::Error;
%ignore neuroshard::Version::adopt;
%ignore neuroshard::Network::adopt;
%ignore *::get;
%ignore *::operator=;
%ignore operator<=>;
%ignore operator==;
%ignore operator<<;
%ignore std::hash;

// The header specializes it, which SWIG must know of.
namespace std {
template <typename Value>
struct hash;
}

%include "neuroshard_version.hpp"
