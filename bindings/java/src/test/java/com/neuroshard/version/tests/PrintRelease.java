package com.neuroshard.version.tests;

import com.neuroshard.version.Library;

/** A program that only loads the native library, for tests of how it is found. */
final class PrintRelease {
    private PrintRelease() {}

    public static void main(String[] arguments) {
        System.out.println(Library.version());
    }
}
