// Which members of the C++ classes are methods of the types, and under which names.

// Results are instances of the package's own classes; options are arguments; names are the enumerations'.
%ignore neuroshard::Verdict;
%ignore neuroshard::Participation;
%ignore neuroshard::ManagerOptions;
%ignore neuroshard::RecordPage;
%ignore neuroshard::LogVerification;
%ignore neuroshard::UpgradeId;
%ignore neuroshard::Activation;
%ignore neuroshard::Network::Feature;
%ignore neuroshard::Network::HistoryEntry;
%ignore neuroshard::Network::Role;
%ignore neuroshard::Compatibility;
%ignore neuroshard::Side;
%ignore neuroshard::Reason;
%ignore neuroshard::NodeStatus;
%ignore neuroshard::to_string;
%ignore neuroshard::to_word;

// These are in functions.i, with the class to make, or without the interpreter.
%ignore neuroshard::Version::Version(std::uint64_t, std::uint64_t, std::uint64_t);
%ignore neuroshard::Version::parse;
%ignore neuroshard::Version::parse_lenient;
%ignore neuroshard::Version::from_json;
%ignore neuroshard::Version::current;
%ignore neuroshard::Version::with;
%ignore neuroshard::Version::hash;
%ignore neuroshard::Version::string;
%ignore neuroshard::Network::mainnet;
%ignore neuroshard::Network::from_json;
%ignore neuroshard::Manager::Manager(const ManagerOptions& = {});
%ignore neuroshard::Manager::Manager(Manager&&);
%ignore neuroshard::Manager::Manager(const Manager&);
%ignore neuroshard::Manager::import;
%ignore neuroshard::Manager::advance;
%ignore neuroshard::Manager::rewind;
%ignore neuroshard::Manager::schedule_nep;
%ignore neuroshard::Manager::catch_up_nep;
%ignore neuroshard::Manager::reschedule_nep;
%ignore neuroshard::Manager::cancel_nep;
%ignore neuroshard::Manager::activate_nep;
%ignore neuroshard::Manager::record_json;
%ignore neuroshard::Manager::export_records;
%ignore neuroshard::Manager::verify;
%ignore neuroshard::Manager::verdict_message;

// These become properties.
%define %property(Class, name)
%rename(_##name) neuroshard::Class::name;
%enddef
%property(Version, major)
%property(Version, minor)
%property(Version, patch)
%property(Version, prerelease)
%property(Version, build)
%property(Version, features)
%property(Version, active_neps)
%property(Network, id)
%property(Network, genesis)
%property(Network, notice_days)
%property(Network, grace_from_day)
%property(Network, features)
%property(Network, history)
%property(Network, roles)
%property(Manager, network)
%property(Manager, current_version)
%property(Manager, network_version)
%property(Manager, network_minimum)
%property(Manager, supported_min)
%property(Manager, supported_max)
%property(Manager, status)
%property(Manager, height)
%property(Manager, time)
%property(Manager, record_count)
%property(Manager, head)
%property(Manager, upgrade_id)

%feature("python:tp_richcompare") neuroshard::Version "python::compare";
%feature("python:tp_hash") neuroshard::Version "python::hash";
%feature("python:tp_str") neuroshard::Version "python::str";
