/// What Python gives as arguments, as what the C++ header takes. `read` is false where it has set an exception.
#pragma once

#include <Python.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace python {

/// Owns one reference.
class Owned {
public:
    Owned() noexcept = default;
    explicit Owned(PyObject* object) noexcept : object_(object) {}
    Owned(Owned&& other) noexcept : object_(other.release()) {}
    Owned& operator=(Owned other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Owned() { Py_XDECREF(object_); }

    PyObject* get() const noexcept { return object_; }
    PyObject* release() noexcept { return std::exchange(object_, nullptr); }
    explicit operator bool() const noexcept { return object_ != nullptr; }

private:
    PyObject* object_ = nullptr;
};

/// The bytes of a str or bytes, which has to outlive this.
class Text {
public:
    bool read(PyObject* object) {
        if (PyBytes_Check(object)) return take(PyBytes_AS_STRING(object), PyBytes_GET_SIZE(object));
        if (!PyUnicode_Check(object)) {
            PyErr_Format(PyExc_TypeError, "expected str or bytes, not %.200s", Py_TYPE(object)->tp_name);
            return false;
        }
        Py_ssize_t size = 0;
        if (const char* const data = PyUnicode_AsUTF8AndSize(object, &size)) return take(data, size);
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return false;
        PyErr_Clear();  // a lone surrogate: the library gets the three bytes that it refuses
        encoded_ = Owned(PyUnicode_AsEncodedString(object, "utf-8", "surrogatepass"));
        return encoded_ && take(PyBytes_AS_STRING(encoded_.get()), PyBytes_GET_SIZE(encoded_.get()));
    }
    std::string_view view() const noexcept { return view_; }

private:
    bool take(const char* data, Py_ssize_t size) noexcept {
        view_ = {data, static_cast<std::size_t>(size)};
        return true;
    }

    std::string_view view_;
    Owned encoded_;
};

/// The bytes of an iterable of str or bytes.
class Texts {
public:
    bool read(PyObject* object) try {
        if (PyUnicode_Check(object) || PyBytes_Check(object)) {  // iterables of what nobody means
            PyErr_Format(PyExc_TypeError, "expected an iterable of str or bytes, not %.200s", Py_TYPE(object)->tp_name);
            return false;
        }
        elements_ = Owned(PySequence_Tuple(object));
        if (!elements_) return false;
        texts_ = std::vector<Text>(static_cast<std::size_t>(PyTuple_GET_SIZE(elements_.get())));
        Py_ssize_t i = 0;
        for (Text& text : texts_) {
            if (!text.read(PyTuple_GET_ITEM(elements_.get(), i++))) return false;
            views_.push_back(text.view());
        }
        return true;
    } catch (const std::bad_alloc&) {
        PyErr_NoMemory();
        return false;
    }
    std::vector<std::string_view>& views() noexcept { return views_; }

private:
    Owned elements_;
    std::vector<Text> texts_;
    std::vector<std::string_view> views_;
};

/// A whole number of 64 bits; a negative or larger one is an OverflowError.
inline bool read(PyObject* object, std::uint64_t& number) {
    const Owned index(PyNumber_Index(object));
    if (!index) return false;
    number = PyLong_AsUnsignedLongLong(index.get());
    return PyErr_Occurred() == nullptr;
}

/// 32 bytes, or None.
inline bool read(PyObject* object, std::optional<std::array<std::uint8_t, 32>>& hash) {
    if (object == Py_None) return true;
    if (!PyBytes_Check(object) || PyBytes_GET_SIZE(object) != 32) {
        PyErr_SetString(PyExc_TypeError, "expected a hash of 32 bytes, or None");
        return false;
    }
    std::memcpy(hash.emplace().data(), PyBytes_AS_STRING(object), 32);
    return true;
}

}  // namespace python
