#include "help.hpp"

namespace neuroshard::cli {
namespace {

class HelpFormatter : public CLI::Formatter {
public:
    HelpFormatter() {
        label("SUBCOMMAND", "COMMAND");
        label("Positionals", "Arguments");
        column_width(25);
    }

    std::string make_option_opts(const CLI::Option* option) const override {
        const std::string placeholder = option->get_type_name();
        return option->get_type_size() == 0 || placeholder.empty() ? "" : " " + placeholder;
    }

    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
        return make_description(app) + '\n' + make_usage(app, std::move(name)) + make_positionals(app) + make_all_options(app) +
               make_subcommands(app, mode) + '\n' + make_footer(app);
    }

private:
    /// The command's own options, and the global ones of the program that it belongs to.
    std::string make_all_options(const CLI::App* app) const {
        std::string text;
        for (const CLI::App* owner = app; owner != nullptr; owner = owner->get_parent()) {
            for (const std::string& group : owner->get_groups()) {
                const auto options = owner->get_options(
                    [&](const CLI::Option* option) { return option->nonpositional() && option->get_group() == group; });
                if (!options.empty() && (owner == app || group == global_options)) text += make_group(group, false, options);
            }
        }
        return text;
    }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_formatter() { return std::make_shared<HelpFormatter>(); }

std::string program_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard network status\n"
               "  neuroshard compat 1.0.0 1.2.0\n"
               "  neuroshard --network testnet.json --supported 1.0.0..2.0.0 network status\n"
               "  neuroshard network timeline --network testnet.json --height 1000\n"
               "  neuroshard features --json | jq -r '.features[].name'\n"
               "  neuroshard log\n"
               "\n"
               "Exit codes:\n"
               "   0  success\n"
               "   1  'network status': an upgrade is recommended\n"
               "   2  'network status': the node cannot take part;\n"
               "      'compat': the two versions cannot communicate;\n"
               "      'nep', 'network timeline': refused by the rules for upgrades, or the NEP\n"
               "      is not known; 'log verify': the log is not sound\n"
               "   3  'network status': the status could not be determined\n") +
           other_exit_codes +
           "\n\n"
           "An error is one line on standard error; standard output is then empty.\n"
           "'neuroshard COMMAND --help' says more about a command.";
}

std::string version_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard version\n"
               "  neuroshard version --json\n"
               "\n"
               "Keys of the JSON document:\n"
               "  network      id of the network\n"
               "  version      the protocol version that the node speaks now\n"
               "  features     names of its features, in ascending order\n"
               "  active_neps  ids of its NEPs, in the order of activation\n"
               "\n"
               "Exit codes:\n"
               "   0  success\n") +
           other_exit_codes;
}

std::string network_footer() {
    return "Examples:\n"
           "  neuroshard network status\n"
           "  neuroshard network timeline\n"
           "  neuroshard network readiness peers.jsonl\n"
           "\n"
           "Exit codes: see 'neuroshard network COMMAND --help'.";
}

std::string network_status_footer() {
    return "Examples:\n"
           "  neuroshard network status\n"
           "  neuroshard network status --network testnet.json --supported 2.0.0\n"
           "  neuroshard network status --network testnet.json --height 4463\n"
           "  neuroshard network status --format openmetrics | sponge neuroshard.prom\n"
           "\n"
           "Keys of the JSON document:\n"
           "  network          id of the network\n"
           "  status           COMPATIBLE, UPGRADE_RECOMMENDED, MUST_UPGRADE or TOO_NEW\n"
           "  message          what to do; empty when there is nothing to do\n"
           "  version          the protocol version that the node speaks now\n"
           "  network_version  the version in force on the network\n"
           "  network_minimum  the oldest version that may take part\n"
           "  supported        min and max of what the node's software speaks\n"
           "  height, time     where the node stands\n"
           "  upgrade_id       digest of the upgrades it has passed, and height of the next\n"
           "  participation    for each role of the network: allowed and reason\n"
           "  upgrades         each pending NEP in order of activation, as 'nep show' has it\n"
           "  log              store, records and head (the last one's hash) of the node's\n"
           "                   log; null for a node without one\n"
           "\n"
           "Metrics, all of them gauges:\n"
           "  neuroshard_protocol_info{network,version,network_version,network_minimum}\n"
           "  neuroshard_status               0 compatible, 1 upgrade recommended,\n"
           "                                  2 must upgrade, 3 too new\n"
           "  neuroshard_participation{role}  1 allowed, 0 not allowed\n"
           "  neuroshard_height               ledger height the node stands at\n"
           "  neuroshard_upgrade_days_left{nep,target_version,supported}\n"
           "  neuroshard_upgrade_blocks_left{nep,target_version,supported}\n"
           "                                  of each pending upgrade; supported is whether\n"
           "                                  this node supports it: true or false\n"
           "\n"
           "Exit codes, whatever the format:\n"
           "   0  compatible\n"
           "   1  an upgrade is recommended\n"
           "   2  the node cannot take part: it must upgrade, or is too new\n"
           "   3  the status could not be determined because of an unexpected failure\n"
           "  64  wrong usage\n"
           "  65  bad data: a range, a height, a time, a network's definition or the log\n"
           "  74  the output cannot be written, or the node's log not be read";
}

std::string compat_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard compat 1.0.0 1.2.0\n"
               "  neuroshard compat v1.2 2.0.0-rc.1\n"
               "  neuroshard compat 1.0.0 1.0.1 --json\n"
               "\n"
               "Keys of the JSON document:\n"
               "  local, peer      the two versions in full\n"
               "  level            IDENTICAL, COMPATIBLE, UPGRADE_RECOMMENDED or INCOMPATIBLE\n"
               "  can_communicate  true or false\n"
               "  upgrade          which side should upgrade: LOCAL, PEER or NONE\n"
               "  message          the answer in a sentence\n"
               "\n"
               "Exit codes:\n"
               "   0  the two versions can communicate\n"
               "   2  they cannot\n") +
           other_exit_codes;
}

std::string features_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard features\n"
               "  neuroshard features --pending\n"
               "  neuroshard features --network testnet.json --json\n"
               "\n"
               "Keys of the JSON document:\n"
               "  network   id of the network\n"
               "  features  for each feature: name, title, description, since (null while\n"
               "            pending) and required_nep (null for none, or not yet decided)\n"
               "\n"
               "Exit codes:\n"
               "   0  success\n") +
           other_exit_codes;
}

std::string history_footer() {
    return std::string(
               "Examples:\n"
               "  neuroshard history\n"
               "  neuroshard history --network testnet.json\n"
               "\n"
               "Keys of the JSON document:\n"
               "  network  id of the network\n"
               "  history  for each version, oldest first: version, date and description\n"
               "\n"
               "Exit codes:\n"
               "   0  success\n") +
           other_exit_codes;
}

}  // namespace neuroshard::cli
