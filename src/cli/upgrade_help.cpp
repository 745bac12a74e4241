// What stands at the end of the help of the commands that are about upgrades.
#include "help.hpp"

namespace neuroshard::cli {
namespace {

constexpr const char* it_is_kept =
    "It is recorded in the node's log (--state), which is made where there is none;\n"
    "a running node takes it over at its next block.\n"
    "\n";

constexpr const char* nep_exit_codes =
    "Exit codes:\n"
    "   0  done\n"
    "   2  refused by the rules for upgrades, or the NEP is not known\n";

constexpr const char* nep_keys = "Keys of the JSON document: see 'neuroshard nep show --help'.\n\n";

}  // namespace

std::string network_timeline_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard network timeline\n"
               "  neuroshard network timeline --network testnet.json --height 1000\n"
               "  neuroshard network timeline NEP-002 --network testnet.json --svg upgrade.svg\n"
               "\n"
               "Keys of the JSON document:\n"
               "  network       id of the network\n"
               "  height, time  where the node stands\n"
               "  upgrade       the NEP, as 'nep show' has it; null for none\n"
               "  milestones    of a breaking upgrade, in order: phase, time (in Unix seconds)\n"
               "                and day (from the announcement)\n"
               "\n"
               "Exit codes:\n"
               "   0  drawn, or there is nothing to draw\n"
               "   2  the NEP is not known\n") +
           other_exit_codes;
}

std::string network_readiness_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard network readiness peers.jsonl\n"
               "  neuroshard network readiness peers.jsonl --network testnet.json --json\n"
               "\n"
               "Empty lines are skipped. A line that is no advertisement counts as invalid.\n"
               "\n"
               "Keys of the JSON document:\n"
               "  network         id of the network\n"
               "  height          where the node stands\n"
               "  peers           advertisements counted\n"
               "  invalid         lines that are no advertisement, not among them\n"
               "  can_talk        peers that this node can talk to now\n"
               "  versions        for each active version, the newest first: version, peers\n"
               "  other_versions  peers of versions beyond the 1000 that are told apart\n"
               "  ready           peers that support every scheduled breaking upgrade\n"
               "  undeclared      peers that do not say what they support\n"
               "  cuts            for each height at which peers will be cut: height, nep,\n"
               "                  target_version, peers; null where their schedule differs\n"
               "  other_cuts      peers cut at heights beyond the 1000 that are told apart\n"
               "  verdicts        for each level and reason that occurred: level, reason, peers\n"
               "\n"
               "Exit codes:\n"
               "   0  counted, whatever there was\n") +
           other_exit_codes;
}

std::string nep_footer() {
    return "Examples:\n"
           "  neuroshard nep list\n"
           "  neuroshard nep show NEP-002\n"
           "  neuroshard nep schedule nep.json\n"
           "\n"
           "Exit codes: see 'neuroshard nep COMMAND --help'.";
}

std::string nep_list_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard nep list\n"
               "  neuroshard nep list --network testnet.json --height 1000 --json\n"
               "\n"
               "Keys of the JSON document:\n"
               "  network  id of the network\n"
               "  neps     each NEP, as 'nep show' has it: those with a place in the schedule in\n"
               "           order of activation, then the cancelled ones\n"
               "\n"
               "Exit codes:\n"
               "   0  done\n") +
           other_exit_codes;
}

std::string nep_show_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard nep show NEP-002 --network testnet.json\n"
               "  neuroshard nep show NEP-002 --network testnet.json --height 4464 --json\n"
               "\n"
               "Keys of the JSON document:\n"
               "  id, title                 the NEP\n"
               "  target_version            the protocol version it leads to\n"
               "  adds, removes             features\n"
               "  requires                  ids of NEPs that must be active before it\n"
               "  min_version               the oldest version it can upgrade from, or null\n"
               "  backward_compatible       false makes it breaking whatever its target\n"
               "  emergency                 true waives the notice, unless MAJOR is raised\n"
               "  announced_at              in Unix seconds\n"
               "  activation_height         the block from which it is in force\n"
               "  expected_activation_time  in Unix seconds\n"
               "  grace_days                length of its grace period\n"
               "  migration_steps           texts for operators\n"
               "  effect_hash               SHA-256 of what nodes must agree on\n"
               "  breaking                  whether it cuts nodes that do not support it\n"
               "  supported                 whether this node does\n"
               "  status                    scheduled, active or cancelled\n"
               "  version_before            the network's version just before it; null where it\n"
               "                            is cancelled\n"
               "  phase                     approved, grace, deadline_passed or active; null\n"
               "                            where it is cancelled\n"
               "  grace_from, deadline      of a breaking NEP, in Unix seconds; else null\n"
               "  days_left, blocks_left    until its activation\n"
               "A cancelled one has cancel_reason too.\n"
               "\n") +
           nep_exit_codes + other_exit_codes;
}

std::string nep_schedule_footer() {
    return std::string(it_is_kept) +
           "Examples:\n"
           "  neuroshard nep schedule nep.json\n"
           "  neuroshard nep schedule nep.json --height 1000 --time 2027-01-20\n"
           "  neuroshard nep schedule nep.json --catch-up --height 9000 --json\n"
           "\n" +
           nep_keys + nep_exit_codes + other_exit_codes;
}

std::string nep_reschedule_footer() {
    return std::string(it_is_kept) +
           "The notice of a breaking NEP starts anew, at the time of the node.\n"
           "\n"
           "Examples:\n"
           "  neuroshard nep reschedule NEP-002 9000 2027-06-01\n"
           "\n" +
           nep_keys + nep_exit_codes + other_exit_codes;
}

std::string nep_cancel_footer() {
    return std::string(it_is_kept) +
           "Examples:\n"
           "  neuroshard nep cancel NEP-002 --reason 'a defect'\n"
           "\n" +
           nep_keys + nep_exit_codes + other_exit_codes;
}

std::string nep_activate_footer() {
    return std::string(it_is_kept) +
           "Heights activate NEPs; this moves the node to --height and says, once, whether\n"
           "the NEP is in force there.\n"
           "\n"
           "Examples:\n"
           "  neuroshard nep activate NEP-002 --height 4464\n"
           "\n"
           "Keys of the JSON document:\n"
           "  id         the NEP\n"
           "  activated  true or false\n"
           "  message    the answer in a sentence\n"
           "\n"
           "Exit codes:\n"
           "   0  activated\n"
           "   2  not activated, or the NEP is not known\n" +
           other_exit_codes;
}

}  // namespace neuroshard::cli
