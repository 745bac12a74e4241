/// The operations of the test vectors, as calls of the C++ interface.
#pragma once

#include "vector_inputs.hpp"

namespace vectors {

/// The `ok` of a case; throws `neuroshard::Error` where the library failed.
using Operation = Json (*)(Inputs&);

/// Throws for a name that is none.
Operation find_operation(const std::string& name);

}  // namespace vectors
