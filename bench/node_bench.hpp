// What a node's operations cost: peers' advertisements, reads beside a writer, schedules of many NEPs.
#pragma once

namespace bench {

void add_node_benchmarks();

}  // namespace bench
