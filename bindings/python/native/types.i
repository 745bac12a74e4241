// What SWIG does otherwise than Python's own types.

%init %{
for (swig_type_info* const type : {SWIGTYPE_p_neuroshard__Version, SWIGTYPE_p_neuroshard__Network,
                                   SWIGTYPE_p_std__shared_ptrT_neuroshard__Manager_t, SWIGTYPE_p_neuroshard__Readiness}) {
    PyTypeObject* const python_type = static_cast<SwigPyClientData*>(type->clientdata)->pytype;
    // Attributes of classes can be set; SWIG's metaclass forbids it.
    Py_TYPE(python_type)->tp_setattro = PyType_Type.tp_setattro;
    // Attributes and weak references of instances are for derived classes, whose places for them the garbage collector sees; it
    // does not see SWIG's, which since 4.4 the base of all has as well.
    python_type->tp_dictoffset = python_type->tp_base->tp_dictoffset = 0;
    python_type->tp_weaklistoffset = 0;
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
