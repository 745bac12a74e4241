#include "help.hpp"

namespace neuroshard::cli {
namespace {

constexpr const char* json_is_a_record = "JSON: each record as it is kept; see 'neuroshard log show --help'.\n\n";

}  // namespace

std::string log_footer() {
    return "Without a command it is 'log show'.\n"
           "\n"
           "Examples:\n"
           "  neuroshard log\n"
           "  neuroshard log verify\n"
           "  neuroshard log export > log.jsonl\n"
           "\n"
           "Exit codes: see 'neuroshard log COMMAND --help'.";
}

std::string log_show_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard log show\n"
               "  neuroshard log show 7\n"
               "  neuroshard log show --after 100 --json\n"
               "\n"
               "Keys of the JSON document: records, or those of one record:\n"
               "  sequence          1 for the first record\n"
               "  kind              genesis, software_changed, nep_scheduled, nep_rescheduled,\n"
               "                    nep_cancelled, nep_activated, halted or rewound\n"
               "  height, time      where the node's ledger stood\n"
               "  version_before, version_after\n"
               "                    the network's version; genesis has null before it\n"
               "  features_added, features_removed\n"
               "                    what changed of the network's features\n"
               "  nep_id, effect_hash, nep\n"
               "                    of a NEP: its id, its effect hash and all of it\n"
               "  catch_up          of nep_scheduled: the network had agreed on it before\n"
               "  reason            of nep_cancelled\n"
               "  supported         of genesis and software_changed: min and max of what the\n"
               "                    node's software speaks\n"
               "  network           of genesis: the network's definition\n"
               "  previous          hash of the record before\n"
               "  hash              SHA-256 of the canonical JSON of all the rest\n"
               "\n"
               "Exit codes:\n"
               "   0  done\n") +
           other_exit_codes;
}

std::string log_follow_footer() {
    return std::string(
               "Prints records as this node or another program makes them, until it is\n"
               "interrupted (Ctrl-C).\n"
               "\n"
               "Examples:\n"
               "  neuroshard log follow\n"
               "  neuroshard log follow --after 0 --json | jq -r .kind\n"
               "\n") +
           json_is_a_record +
           "Exit codes:\n"
           "   0  interrupted\n" +
           other_exit_codes;
}

std::string log_verify_footer() {
    return std::string(
               "Checks that each record is unchanged and in its place, and that none between is\n"
               "missing. Whether the last ones are missing, a hash tells that 'network status'\n"
               "printed before and that was kept elsewhere.\n"
               "\n"
               "Examples:\n"
               "  neuroshard log verify\n"
               "  neuroshard log verify --head \"$(cat head.txt)\"\n"
               "  neuroshard log verify log.jsonl\n"
               "\n"
               "Keys of the JSON document:\n"
               "  sound         true or false\n"
               "  records       how many records are sound\n"
               "  head          hash of the last one; null where the log is not sound\n"
               "  bad_sequence  the first record that is bad or missing; null for none\n"
               "  reason        what is wrong with it; empty for none\n"
               "\n"
               "Exit codes:\n"
               "   0  sound\n"
               "   2  not sound\n") +
           other_exit_codes;
}

std::string log_export_footer() {
    return std::string(
               "Of a log that is damaged, the records before the damage are written; the exit\n"
               "code is then 65.\n"
               "\n"
               "Examples:\n"
               "  neuroshard log export > log.jsonl\n"
               "  neuroshard log export --after 100 | ssh backup 'cat >> log.jsonl'\n"
               "\n") +
           json_is_a_record +
           "Exit codes:\n"
           "   0  done\n" +
           other_exit_codes;
}

std::string log_import_footer() {
    return std::string(
               "A log without records takes all of them; one that has some takes those that come\n"
               "after. Where both have a record it must be the same. It takes all or nothing.\n"
               "\n"
               "Examples:\n"
               "  neuroshard log import log.jsonl --state restored\n"
               "\n"
               "Keys of the JSON document:\n"
               "  store    the file\n"
               "  records  how many it has now\n"
               "  head     hash of the last one\n"
               "\n"
               "Exit codes:\n"
               "   0  done\n") +
           other_exit_codes;
}

}  // namespace neuroshard::cli
