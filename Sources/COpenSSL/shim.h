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
