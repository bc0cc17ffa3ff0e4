/* Words of a contract that the compiler can check for us. */
#ifndef STEERCO_BASE_ATTRIBUTES_H
#define STEERCO_BASE_ATTRIBUTES_H

#define MUST_CHECK           __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, ap) __attribute__((format(printf, fmt, ap)))
#define NON_NULL             __attribute__((nonnull))
#define NON_NULL_AT(...)     __attribute__((nonnull(__VA_ARGS__)))
#define RETURNS_NON_NULL     __attribute__((returns_nonnull))

#endif
