// How values cross, and errors.

%shared_ptr(neuroshard::Manager)

// Everything that the C++ header throws is a std::exception. What ends a thread is none, and has to pass.
%exception {
    try {
        $action
    } catch (const std::exception&) {
        python::results.raise_current();
        SWIG_fail;
    }
}

%{
namespace python {

/// The C++ object in a Python one; NULL, with an exception set, where it is another's or has none.
template <typename Object>
Object* object_in(PyObject* python, swig_type_info* type, const char* name) {
    const SwigPyObject* const proxy = SWIG_Python_GetSwigThis(python);
    if (proxy != nullptr && proxy->ty == type) return static_cast<Object*>(proxy->ptr);
    if (proxy != nullptr && proxy->ptr == nullptr) {
        PyErr_Format(PyExc_ValueError, "the %.200s was never initialised", Py_TYPE(python)->tp_name);
    } else {
        PyErr_Format(PyExc_TypeError, "expected a %s, not %.200s", name, Py_TYPE(python)->tp_name);
    }
    return nullptr;
}

inline neuroshard::Version* version_in(PyObject* python) {
    return object_in<neuroshard::Version>(python, SWIGTYPE_p_neuroshard__Version, "Version");
}
inline neuroshard::Network* network_in(PyObject* python) {
    return object_in<neuroshard::Network>(python, SWIGTYPE_p_neuroshard__Network, "Network");
}
inline neuroshard::Readiness* readiness_in(PyObject* python) {
    return object_in<neuroshard::Readiness>(python, SWIGTYPE_p_neuroshard__Readiness, "Readiness");
}
/// Its pointer is empty where the manager is closed.
inline Manager* shared_manager_in(PyObject* python) {
    return object_in<Manager>(python, SWIGTYPE_p_std__shared_ptrT_neuroshard__Manager_t, "Manager");
}
/// One that is open.
inline Manager* open_manager_in(PyObject* python) {
    Manager* const manager = shared_manager_in(python);
    if (manager == nullptr || *manager) return manager;
    PyErr_SetString(PyExc_ValueError, "the Manager is closed");
    return nullptr;
}
inline neuroshard::Manager* manager_in(PyObject* python) {
    const Manager* const manager = open_manager_in(python);
    return manager == nullptr ? nullptr : manager->get();
}

/// An instance of a class that derives from one of this module's, made without a call of its constructor.
template <typename Object>
PyObject* instance(PyObject* type, Object object, swig_type_info* swig_type) {
    PyTypeObject* const made_type = reinterpret_cast<PyTypeObject*>(type);
    std::unique_ptr<Object> owned(new (std::nothrow) Object(std::move(object)));
    if (owned == nullptr) return PyErr_NoMemory();
    PyObject* const self = made_type->tp_alloc(made_type, 0);  // the name that SWIG's macro expects
    return self == nullptr ? nullptr : SWIG_NewPointerObj(owned.release(), swig_type, SWIG_BUILTIN_INIT);
}
inline PyObject* instance(PyObject* type, neuroshard::Version version) {
    return instance(type, std::move(version), SWIGTYPE_p_neuroshard__Version);
}
inline PyObject* instance(PyObject* type, neuroshard::Network network) {
    return instance(type, std::move(network), SWIGTYPE_p_neuroshard__Network);
}

}  // namespace python
%}

%define %object_arguments(Class, reader)
%typemap(in) neuroshard::Class* self, const neuroshard::Class* self, const neuroshard::Class& {
    $1 = python::reader($input);
    if ($1 == nullptr) SWIG_fail;
}
%typemap(in) const neuroshard::Class* {
    $1 = $input == Py_None ? nullptr : python::reader($input);
    if ($input != Py_None && $1 == nullptr) SWIG_fail;
}
%enddef
%object_arguments(Version, version_in)
%object_arguments(Network, network_in)
%object_arguments(Readiness, readiness_in)
%object_arguments(Manager, manager_in)
// Where SWIG destroys a manager, closed or not, it deletes its smart pointer by this name.
%typemap(in) neuroshard::Manager* self (python::Manager* smartarg),
             const neuroshard::Manager* self (python::Manager* smartarg) {
    smartarg = $disown ? python::shared_manager_in($input) : python::open_manager_in($input);
    if (smartarg == nullptr) SWIG_fail;
    $1 = smartarg->get();
}
%typemap(in) python::Manager {
    const python::Manager* const open = python::open_manager_in($input);
    if (open == nullptr) SWIG_fail;
    $1 = *open;
}
%typemap(in) python::Manager& {
    $1 = python::shared_manager_in($input);
    if ($1 == nullptr) SWIG_fail;
}

%typemap(in) std::string_view (python::Text text) {
    if (!text.read($input)) SWIG_fail;
    $1 = text.view();
}
%typemap(in) std::optional<std::string_view> (python::Text text) {
    if ($input != Py_None) {
        if (!text.read($input)) SWIG_fail;
        $1 = text.view();
    }
}
%typemap(in) const std::vector<std::string_view>& (python::Texts texts) {
    if (!texts.read($input)) SWIG_fail;
    $1 = &texts.views();
}
%typemap(in) std::uint64_t, std::optional<std::array<std::uint8_t, 32>> {
    if (!python::read($input, $1)) SWIG_fail;
}
%typemap(in) bool {
    const int truth = PyObject_IsTrue($input);
    if (truth < 0) SWIG_fail;
    $1 = truth == 1;
}

// *& is the value itself, also where SWIG keeps it in a wrapper.
%typemap(out) bool, std::uint64_t, std::string, std::string_view, neuroshard::Compatibility, neuroshard::Side,
    neuroshard::NodeStatus, neuroshard::Verdict, neuroshard::Participation, neuroshard::RecordPage, neuroshard::LogVerification,
    neuroshard::UpgradeId, neuroshard::Activation, std::vector<std::string>, std::vector<std::string_view>,
    std::vector<neuroshard::Network::Feature>, std::vector<neuroshard::Network::HistoryEntry>,
    std::vector<neuroshard::Network::Role>, std::optional<std::string>, std::array<std::uint8_t, 32>
    "$result = python::results.give(*&$1);"
%typemap(out) neuroshard::Version "$result = python::instance(python::results.version(), std::move(*&$1));"
%typemap(out) neuroshard::Network "$result = python::instance(python::results.network(), std::move(*&$1));"
