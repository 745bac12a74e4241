/**
 * The Java face of libneuroshard_version.
 *
 * <p>{@link com.neuroshard.version.Version} and {@link com.neuroshard.version.Network} are immutable values;
 * {@link com.neuroshard.version.Manager} is one node's view of its network; {@link com.neuroshard.version.Readiness} counts
 * many peers. Rules, limits and documents are those of the library: "S" numbers are rules of {@code docs/semantics.md}.
 *
 * <ul>
 *   <li>Heights are blocks and times are Unix seconds, both at most 2<sup>53</sup>&nbsp;&minus;&nbsp;1.
 *   <li>A {@code long} that holds a number of 64 bits is unsigned: print it with
 *       {@link java.lang.Long#toUnsignedString(long)}, compare it with {@link java.lang.Long#compareUnsigned(long, long)}.
 *   <li>Text is taken as a string, for its UTF-8 bytes, or as the bytes themselves. Offsets in errors count those bytes.
 *   <li>What fails throws {@link com.neuroshard.version.NeuroshardException}, {@link java.lang.NullPointerException} for
 *       null, {@link java.lang.IllegalStateException} where the object is closed, or {@link java.lang.OutOfMemoryError}
 *       where the library ran out of memory.
 * </ul>
 *
 * <p>The native library is the file that the system property {@code com.neuroshard.version.library} names, and no other;
 * without the property it is the one on {@code java.library.path}, or the copy in the jar.
 *
 * @since 1.0
 */
package com.neuroshard.version;
