// What SWIG does otherwise than Python's own types.

%init %{
// Attributes of classes can be set; SWIG's metaclass forbids it.
SwigPyObjectType()->tp_setattro = PyType_Type.tp_setattro;
for (swig_type_info* const type : {SWIGTYPE_p_neuroshard__Version, SWIGTYPE_p_neuroshard__Network,
                                   SWIGTYPE_p_std__shared_ptrT_neuroshard__Manager_t, SWIGTYPE_p_neuroshard__Readiness}) {
    PyTypeObject* const python_type = static_cast<SwigPyClientData*>(type->clientdata)->pytype;
    // Attributes of instances are for derived classes, whose dictionaries the garbage collector sees; it does not see SWIG's.
    python_type->tp_dictoffset = 0;
    python::sign(python_type->tp_methods);
}
python::sign(SwigMethods);
%}

%{
namespace python {

/// SWIG begins docstrings with an empty line; Python expects the signature there.
void sign(PyMethodDef* method) noexcept {
    for (; method->ml_name != nullptr; ++method) {
        if (method->ml_doc != nullptr && *method->ml_doc == '\n') ++method->ml_doc;
    }
}

}  // namespace python
%}
