/* A native library that is not of the release of the classes. */
#include <jni.h>

JNIEXPORT jint JNICALL Java_com_neuroshard_version_RawJNI_library_1version_1number(JNIEnv* env, jclass type);

JNIEXPORT jint JNICALL Java_com_neuroshard_version_RawJNI_library_1version_1number(JNIEnv* env, jclass type) {
    (void)env;
    (void)type;
    return 7008009;
}
