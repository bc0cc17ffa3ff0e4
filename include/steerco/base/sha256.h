/*
 * A digest that nobody can forge: SHA-256 of FIPS 180-4.
 *
 *     Sha256 digest;
 *     char hex[SHA256_HEX];
 *     sha256_init(&digest);
 *     sha256_add(&digest, "abc", 3);
 *     sha256_finish(&digest, hex); // "ba7816bf…"
 */
#ifndef STEERCO_BASE_SHA256_H
#define STEERCO_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct Sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes added so far */
    unsigned char block[64];
} Sha256;

enum { SHA256_HEX = 65 }; /* 64 hexadecimal digits in lower case and a NUL */

void sha256_init(Sha256 *digest);
void sha256_add(Sha256 *digest, const void *bytes, size_t length);
void sha256_finish(Sha256 *digest, char hex[SHA256_HEX]);

#endif
