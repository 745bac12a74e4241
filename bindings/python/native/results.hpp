/// What the C++ header gives, as instances of the classes that the Python side defines. NULL means that an exception is set.
/// Nothing here is noexcept: whatever allocates may run Python code, in which a thread may end.
#pragma once

#include <Python.h>

#include <optional>
#include <string>

#include "convert.hpp"
#include "neuroshard_version.hpp"

namespace python {

/// An IntEnum. Its members are kept by number, so that giving one costs a reference.
class Enumeration {
public:
    bool use(PyObject* type) {
        type_ = type;
        const Owned members(PySequence_Tuple(type));
        if (!members) return false;
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(members.get()); ++i) {
            PyObject* const member = PyTuple_GET_ITEM(members.get(), i);
            const long number = PyLong_AsLong(member);
            if (0 <= number && number < kept) members_[static_cast<std::size_t>(number)] = Py_NewRef(member);
        }
        return true;
    }
    /// The class itself makes up a member for a number of a later release.
    template <typename Enum>
    PyObject* member(Enum value) const {
        const auto number = static_cast<std::int32_t>(value);
        if (0 <= number && number < kept) {
            PyObject* const member = members_[static_cast<std::size_t>(number)];
            if (member != nullptr) return Py_NewRef(member);
        }
        return PyObject_CallFunction(type_, "l", static_cast<long>(number));
    }

private:
    static constexpr std::int32_t kept = 128;
    PyObject* type_ = nullptr;
    std::array<PyObject*, kept> members_{};
};

/// The classes of results, which are kept for the life of the process, and their instances.
class Results {
public:
    /// Takes the classes from the module that has them all.
    bool use(PyObject* module) {
        if (nsv_library_version_number() < NSV_LIBRARY_VERSION_NUMBER) {
            PyErr_Format(PyExc_ImportError, "neuroshard_version needs libneuroshard_version %d.%d.%d or newer, and found %s",
                         NSV_LIBRARY_VERSION_MAJOR, NSV_LIBRARY_VERSION_MINOR, NSV_LIBRARY_VERSION_PATCH,
                         nsv_library_version());
            return false;
        }
        const auto find = [module](const char* name, PyObject*& type) {
            type = PyObject_GetAttrString(module, name);
            return type != nullptr;
        };
        const auto find_enumeration = [&](const char* name, Enumeration& enumeration) {
            PyObject* type = nullptr;
            return find(name, type) && enumeration.use(type);
        };
        return find("Error", error_) && find("Version", version_) && find("Network", network_) && find("Verdict", verdict_) &&
               find("Feature", feature_) && find("HistoryEntry", history_entry_) && find("Role", role_) &&
               find("Participation", participation_) && find("RecordPage", record_page_) &&
               find("LogVerification", log_verification_) && find("UpgradeId", upgrade_id_) &&
               find("Activation", activation_) && find_enumeration("Compatibility", compatibility_) &&
               find_enumeration("Side", side_) && find_enumeration("Reason", reason_) &&
               find_enumeration("NodeStatus", node_status_);
    }

    PyObject* version() const { return version_; }
    PyObject* network() const { return network_; }

    PyObject* give(bool value) const { return PyBool_FromLong(value); }
    PyObject* give(std::uint64_t number) const { return PyLong_FromUnsignedLongLong(number); }
    PyObject* give(std::string_view text) const {
        return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr);
    }
    PyObject* give(const std::string& text) const { return give(std::string_view(text)); }
    template <std::size_t Size>
    PyObject* give(const std::array<std::uint8_t, Size>& bytes) const {
        return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(bytes.data()), Size);
    }
    template <typename Element>
    PyObject* give(const std::optional<Element>& element) const {
        return element ? give(*element) : Py_NewRef(Py_None);
    }
    template <typename Element>
    PyObject* give(const std::vector<Element>& elements) const {
        Owned list(PyList_New(static_cast<Py_ssize_t>(elements.size())));
        if (!list) return nullptr;
        Py_ssize_t i = 0;
        for (const Element& element : elements) {
            PyObject* const item = give(element);
            if (item == nullptr) return nullptr;
            PyList_SET_ITEM(list.get(), i++, item);
        }
        return list.release();
    }
    PyObject* give(neuroshard::Compatibility level) const { return compatibility_.member(level); }
    PyObject* give(neuroshard::Side side) const { return side_.member(side); }
    PyObject* give(neuroshard::Reason reason) const { return reason_.member(reason); }
    PyObject* give(neuroshard::NodeStatus status) const { return node_status_.member(status); }
    /// Most verdicts are those on the peer before: the object is the same one then.
    PyObject* give(const neuroshard::Verdict& verdict) {
        const bool same = last_verdict_ && verdict.level == last_.level && verdict.reason == last_.reason &&
                          verdict.upgrade == last_.upgrade && verdict.cut_height == last_.cut_height;
        if (!same) {
            Owned made(record(verdict_, verdict.level, verdict.reason, verdict.upgrade, verdict.cut_height));
            if (!made) return nullptr;
            last_ = verdict;
            last_verdict_ = std::move(made);
        }
        return Py_NewRef(last_verdict_.get());
    }
    PyObject* give(const neuroshard::Network::Feature& feature) const {
        return record(feature_, feature.name, feature.title, feature.description, feature.since, feature.required_nep,
                      feature.pending);
    }
    PyObject* give(const neuroshard::Network::HistoryEntry& entry) const {
        return record(history_entry_, entry.version, entry.date, entry.description);
    }
    PyObject* give(const neuroshard::Network::Role& role) const { return record(role_, role.name, role.required_features); }
    PyObject* give(const neuroshard::Participation& answer) const {
        return record(participation_, answer.allowed, answer.reason);
    }
    PyObject* give(const neuroshard::RecordPage& page) const { return record(record_page_, page.json_lines, page.last); }
    PyObject* give(const neuroshard::LogVerification& found) const {
        return record(log_verification_, found.sound, found.bad_sequence, found.reason);
    }
    PyObject* give(const neuroshard::UpgradeId& id) const { return record(upgrade_id_, id.digest, id.next); }
    PyObject* give(const neuroshard::Activation& answer) const { return record(activation_, answer.activated, answer.message); }

    /// To be called in a catch block: the exception that is being handled becomes Python's.
    void raise_current() const {
        try {
            throw;
        } catch (const neuroshard::Error& error) {
            const Owned arguments(Py_BuildValue("(siN)", error.what(), error.status(), give(error.offset())));
            if (arguments) PyErr_SetObject(error_, arguments.get());
        } catch (const std::bad_alloc&) {
            PyErr_NoMemory();
        } catch (const std::exception& error) {
            PyErr_SetString(PyExc_SystemError, error.what());
        }
    }

private:
    /// An instance of a NamedTuple, made as `tuple.__new__` does it.
    template <typename... Values>
    PyObject* record(PyObject* type, const Values&... values) const {
        PyTypeObject* const tuple = reinterpret_cast<PyTypeObject*>(type);
        Owned made(tuple->tp_alloc(tuple, sizeof...(values)));
        if (!made) return nullptr;
        Py_ssize_t i = 0;
        const auto set = [&](PyObject* item) {
            PyTuple_SET_ITEM(made.get(), i++, item);
            return item != nullptr;
        };
        return (set(give(values)) && ...) ? made.release() : nullptr;
    }

    PyObject *error_, *version_, *network_, *verdict_, *feature_, *history_entry_, *role_, *participation_, *record_page_,
        *log_verification_, *upgrade_id_, *activation_;
    Enumeration compatibility_, side_, reason_, node_status_;
    neuroshard::Verdict last_{};
    Owned last_verdict_;
};

inline Results& results = *new Results;  // not destroyed: at the end of the process there is no interpreter left

}  // namespace python
