// What Java calls: native static functions on handles, in the class Raw, which only its package sees. How values cross is in
// jni_support.hpp; the Java sources beside this are the face of it.
%module Raw

%{
#include "jni_support.hpp"
%}

%pragma(java) moduleclassmodifiers="final class"
%pragma(java) jniclassclassmodifiers="final class"
%pragma(java) jniclasscode=%{
  static {
    NativeLibrary.load();
  }
%}

// What a typemap calls ends its exceptions itself.
%exception {
  try {
    $action
  } catch (...) {
    java::raise(jenv);
    return $null;
  }
}

// In Java a type is the same throughout: the classes that hide it are written by hand.
%define CROSSES_AS(JNI_TYPE, JAVA_TYPE, TYPE...)
%typemap(jni) TYPE "JNI_TYPE"
%typemap(jtype) TYPE "JAVA_TYPE"
%typemap(jstype) TYPE "JAVA_TYPE"
%typemap(javain) TYPE "$javainput"
%typemap(javaout) TYPE { return $jnicall; }
%enddef

// Numbers cross in the signed type of their width.
%define NUMBER(JNI_TYPE, JAVA_TYPE, TYPE...)
CROSSES_AS(JNI_TYPE, JAVA_TYPE, TYPE)
%typemap(in) TYPE %{ $1 = static_cast<$1_ltype>($input); %}
%typemap(out) TYPE %{ $result = static_cast<JNI_TYPE>($1); %}
%enddef
NUMBER(jlong, long, std::uint64_t)
NUMBER(jlong, long, std::size_t)
NUMBER(jint, int, std::int32_t)
NUMBER(jint, int, neuroshard::Compatibility)
NUMBER(jint, int, neuroshard::Reason)
NUMBER(jint, int, neuroshard::Side)
NUMBER(jint, int, neuroshard::NodeStatus)

// Text is the bytes of its UTF-8, in both directions.
%define VALUE(JAVA_TYPE, TYPE...)
CROSSES_AS(jobject, JAVA_TYPE, TYPE)
%typemap(out) TYPE %{ $result = java::returned(jenv, $1); %}
%enddef
VALUE(byte[], std::string_view)
VALUE(byte[], std::string)
VALUE(byte[], std::optional<std::string>)
VALUE(byte[], std::optional<std::string_view>)
VALUE(byte[], std::array<std::uint8_t, 32>)
VALUE(byte[], const std::optional<std::array<std::uint8_t, 32> >&)
VALUE(byte[][], std::vector<std::string_view>)
VALUE(byte[][], const std::vector<std::string_view>&)
VALUE(byte[][], std::vector<std::string>)
VALUE(Network.Feature[], std::vector<neuroshard::Network::Feature>)
VALUE(Network.HistoryEntry[], std::vector<neuroshard::Network::HistoryEntry>)
VALUE(Network.Role[], std::vector<neuroshard::Network::Role>)
VALUE(Verdict, neuroshard::Verdict)
VALUE(Participation, neuroshard::Participation)
VALUE(Activation, neuroshard::Activation)
VALUE(UpgradeId, neuroshard::UpgradeId)
VALUE(RecordPage, neuroshard::RecordPage)
VALUE(LogVerification, neuroshard::LogVerification)

%define INPUT(READER, RESULT, TYPE...)
%typemap(in) TYPE (java::READER read) %{
  if (!read.from(jenv, $input)) return $null;
  $1 = RESULT; %}
%enddef
INPUT(Text, read.view(), std::string_view)
INPUT(Text, read.optional_view(), std::optional<std::string_view>)
INPUT(Texts, &read.views(), const std::vector<std::string_view>&)
INPUT(Head, &read.head(), const std::optional<std::array<std::uint8_t, 32> >&)

// A handle is the address of a C++ value.
CROSSES_AS(jlong, long, neuroshard::Version)
CROSSES_AS(jlong, long, neuroshard::Network)
CROSSES_AS(jlong, long, SWIGTYPE*)
CROSSES_AS(jlong, long, SWIGTYPE&)
%typemap(in) SWIGTYPE*, SWIGTYPE& %{ $1 = reinterpret_cast<$1_ltype>(static_cast<std::intptr_t>($input)); %}
%typemap(out) SWIGTYPE* %{ $result = static_cast<jlong>(reinterpret_cast<std::intptr_t>($1)); %}
%typemap(out) neuroshard::Version, neuroshard::Network %{ $result = java::handle<$1_basetype>(jenv, $1); %}

// Values that have no handle, and what the C++ header says with types that Java does not have.
%ignore neuroshard::Network::Feature;
%ignore neuroshard::Network::HistoryEntry;
%ignore neuroshard::Network::Role;
%ignore neuroshard::Verdict;
%ignore neuroshard::Participation;
%ignore neuroshard::Activation;
%ignore neuroshard::UpgradeId;
%ignore neuroshard::RecordPage;
%ignore neuroshard::LogVerification;
%ignore neuroshard::ManagerOptions;
%ignore neuroshard::Manager::Manager;
%ignore neuroshard::Manager::import;
%ignore neuroshard::Manager::verdict_message;
%ignore neuroshard::Readiness::Readiness(Readiness&&);
%feature("compactdefaultargs") neuroshard::Manager::verify;
%rename(compatibility_name) neuroshard::to_string(Compatibility);
%rename(side_name) neuroshard::to_string(Side);
%rename(reason_name) neuroshard::to_string(Reason);
%rename(node_status_name) neuroshard::to_string(NodeStatus);
%rename(compatibility_word) neuroshard::to_word(Compatibility);
%rename("$ignore", %$isenum) "";

%include "neuroshard_version.i"

// What the C++ header has no function for, or none that these values could cross to.
CROSSES_AS(jobject, java.nio.ByteBuffer, java::SharedMemory)
%typemap(in) java::SharedMemory %{ $1 = java::SharedMemory{jenv->GetDirectBufferAddress($input)}; %}
namespace java {
std::uint64_t address(java::SharedMemory memory);
void check_peer_in(const neuroshard::Manager& manager, std::uint64_t address, std::size_t size);
std::string verdict_message(const neuroshard::Manager& manager, const neuroshard::Version& peer, std::int32_t level,
                            std::int32_t reason, std::int32_t upgrade, std::uint64_t cut_height);
neuroshard::Manager* open_manager(const neuroshard::Network* network, const neuroshard::Version* supported_min,
                                  const neuroshard::Version* supported_max, std::optional<std::string_view> store, bool grease,
                                  bool read_only, bool salvage, std::uint64_t unix_time,
                                  std::optional<std::string_view> records);
std::int32_t compare(const neuroshard::Version& a, const neuroshard::Version& b);
std::int32_t library_version_number();
std::string_view status_name(std::int32_t status);
}  // namespace java
