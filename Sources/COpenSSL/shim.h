// What CaseCrypto uses of OpenSSL 3's libcrypto. Swift imports all of it as it is, so no wrapper is needed;
// a macro that Swift cannot import becomes a `static inline` function here.
#pragma once

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

// OSSL_PARAM keeps the addresses of its names and values, which Swift only lends for one call.
static inline int tatua_hkdf_sha256(
    EVP_KDF_CTX *context, const unsigned char *secret, size_t secret_count, const unsigned char *salt,
    size_t salt_count, const unsigned char *info, size_t info_count, unsigned char *output, size_t output_count) {
    OSSL_PARAM parameters[5];
    OSSL_PARAM *next = parameters;
    *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)"SHA256", 0);
    *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)secret, secret_count);
    if (salt_count > 0)
        *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)salt, salt_count);
    if (info_count > 0)
        *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)info, info_count);
    *next = OSSL_PARAM_construct_end();
    return EVP_KDF_derive(context, output, output_count, parameters);
}
