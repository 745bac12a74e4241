// What Python calls beside the members of the C++ classes.

%{
namespace python {

PyObject* compare(PyObject* a, PyObject* b, int operation) {
    const SwigPyObject* const other = SWIG_Python_GetSwigThis(b);
    if (other == nullptr || other->ty != SWIGTYPE_p_neuroshard__Version) Py_RETURN_NOTIMPLEMENTED;
    const neuroshard::Version* const left = version_in(a);
    if (left == nullptr) return nullptr;
    const auto* const right = static_cast<const neuroshard::Version*>(other->ptr);
    Py_RETURN_RICHCOMPARE(nsv_version_compare(left->get(), right->get()), 0, operation);
}

Py_hash_t hash(PyObject* python) {
    const neuroshard::Version* const version = version_in(python);
    if (version == nullptr) return -1;
    const auto hash = static_cast<Py_hash_t>(version->hash());
    return hash == -1 ? -2 : hash;  // -1 is Python's sign of an exception
}

PyObject* str(PyObject* python) {
    const neuroshard::Version* const version = version_in(python);
    return version == nullptr ? nullptr : results.give(version->string());
}

}  // namespace python
%}

%feature("kwargs") neuroshard::Version::Version;
%extend neuroshard::Version {
    Version(std::uint64_t major, std::uint64_t minor, std::uint64_t patch, const std::vector<std::string_view>& features = {},
            const std::vector<std::string_view>& active_neps = {}) {
        neuroshard::Version plain(major, minor, patch);
        return new neuroshard::Version(features.empty() && active_neps.empty() ? plain : plain.with(features, active_neps));
    }
}

%extend neuroshard::Manager {
    Manager(const neuroshard::Network* network, const neuroshard::Version* supported_min,
            const neuroshard::Version* supported_max, bool grease, bool read_only, bool salvage,
            std::optional<std::string_view> store, std::uint64_t unix_time, std::optional<std::string_view> json_lines) {
        const auto optional = [](const auto* value) { return value == nullptr ? std::nullopt : std::optional(*value); };
        return python::open({.network = optional(network),
                             .supported_min = optional(supported_min),
                             .supported_max = optional(supported_max),
                             .grease = grease,
                             .read_only = read_only,
                             .salvage = salvage,
                             .store = std::optional<std::string>(store),
                             .unix_time = unix_time},
                            json_lines);
    }
    std::uint64_t _nep_count() const { return nsv_manager_nep_count($self->get()); }
    std::string _verdict_message(const neuroshard::Version& peer, std::int32_t level, std::int32_t reason, std::int32_t upgrade,
                                 std::uint64_t cut_height) const {
        return $self->verdict_message(peer, {neuroshard::Compatibility{level}, neuroshard::Reason{reason},
                                             neuroshard::Side{upgrade}, cut_height});
    }
}

%inline %{
PyObject* use(PyObject* module) { return python::results.use(module) ? Py_NewRef(Py_None) : nullptr; }

PyObject* version_parse(PyObject* type, std::string_view text) {
    return python::instance(type, neuroshard::Version::parse(text));
}
PyObject* version_parse_lenient(PyObject* type, std::string_view text) {
    return python::instance(type, neuroshard::Version::parse_lenient(text));
}
PyObject* version_from_json(PyObject* type, std::string_view json) {
    return python::instance(type, neuroshard::Version::from_json(json));
}
PyObject* version_current(PyObject* type) { return python::instance(type, neuroshard::Version::current()); }
PyObject* version_with(PyObject* type, const neuroshard::Version& version, const std::vector<std::string_view>& features,
                       const std::vector<std::string_view>& active_neps) {
    return python::instance(type, version.with(features, active_neps));
}
PyObject* network_mainnet(PyObject* type) { return python::instance(type, neuroshard::Network::mainnet()); }
PyObject* network_from_json(PyObject* type, std::string_view json) {
    return python::instance(type, neuroshard::Network::from_json(json));
}

void manager_close(python::Manager& manager) { python::close(manager); }
bool manager_is_closed(const python::Manager& manager) { return manager == nullptr; }
void manager_advance(python::Manager manager, std::uint64_t height, std::uint64_t unix_time) {
    python::call(std::move(manager), &neuroshard::Manager::advance, height, unix_time);
}
void manager_rewind(python::Manager manager, std::uint64_t height, std::uint64_t unix_time) {
    python::call(std::move(manager), &neuroshard::Manager::rewind, height, unix_time);
}
void manager_schedule_nep(python::Manager manager, std::string_view json) {
    python::call(std::move(manager), &neuroshard::Manager::schedule_nep, json);
}
void manager_catch_up_nep(python::Manager manager, std::string_view json) {
    python::call(std::move(manager), &neuroshard::Manager::catch_up_nep, json);
}
void manager_reschedule_nep(python::Manager manager, std::string_view id, std::uint64_t height, std::uint64_t expected_time) {
    python::call(std::move(manager), &neuroshard::Manager::reschedule_nep, id, height, expected_time);
}
void manager_cancel_nep(python::Manager manager, std::string_view id, std::string_view reason) {
    python::call(std::move(manager), &neuroshard::Manager::cancel_nep, id, reason);
}
neuroshard::Activation manager_activate_nep(python::Manager manager, std::string_view id) {
    return python::call(std::move(manager), &neuroshard::Manager::activate_nep, id);
}
std::string manager_record_json(python::Manager manager, std::uint64_t sequence) {
    return python::call(std::move(manager), &neuroshard::Manager::record_json, sequence);
}
neuroshard::RecordPage manager_export_records(python::Manager manager, std::uint64_t after) {
    return python::call(std::move(manager), &neuroshard::Manager::export_records, after);
}
neuroshard::LogVerification manager_verify(python::Manager manager,
                                           std::optional<std::array<std::uint8_t, 32>> expected_head) {
    return python::call(std::move(manager), &neuroshard::Manager::verify, expected_head);
}
%}

// Names of numbers, of later releases too, where the library that is loaded has them.
%rename(library_version_number) nsv_library_version_number;
%rename(status_name) nsv_status_name;
%rename(compatibility_name) nsv_compatibility_name;
%rename(compatibility_word) nsv_compatibility_word;
%rename(side_name) nsv_side_name;
%rename(reason_name) nsv_reason_name;
%rename(node_status_name) nsv_node_status_name;
std::uint32_t nsv_library_version_number();
const char* nsv_status_name(std::int32_t status);
const char* nsv_compatibility_name(std::int32_t level);
const char* nsv_compatibility_word(std::int32_t level);
const char* nsv_side_name(std::int32_t side);
const char* nsv_reason_name(std::int32_t reason);
const char* nsv_node_status_name(std::int32_t status);
