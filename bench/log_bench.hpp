// What the log costs: records in memory and in a store, checks of a long log, opening, and a block that a store stands by.
#pragma once

namespace bench {

/// They make their stores in the current directory, which must be on a disk: in memory, durable costs nothing.
void add_log_benchmarks();

}  // namespace bench
