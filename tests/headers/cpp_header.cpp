// The C++ header alone, twice; the formatter would take the second one away.
// clang-format off
#include "neuroshard_version.hpp"
#include "neuroshard_version.hpp"
