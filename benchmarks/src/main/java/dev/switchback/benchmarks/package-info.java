/** What a user would pick instead, measured in the same run. */
@NullMarked
package dev.switchback.benchmarks;

import org.jspecify.annotations.NullMarked;
