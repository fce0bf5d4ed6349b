"""Keys of a device: Ed25519 (RFC 8032) and X25519 (RFC 7748). For tests alone: whoever measures time learns the secret."""

import base64
import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE_Y = 4 * pow(5, P - 2, P) % P


def base64url(data):
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _x_of(y, sign):
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return P - x if x & 1 != sign else x


BASE = (_x_of(BASE_Y, 0), BASE_Y, 1, _x_of(BASE_Y, 0) * BASE_Y % P)


def _add(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(count, point):
    total = (0, 1, 1, 0)
    while count:
        if count & 1:
            total = _add(total, point)
        point = _add(point, point)
        count >>= 1
    return total


def _packed(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _number(data):
    return int.from_bytes(data, "little")


def _clamped(data):
    return _number(data) & (1 << 254) - 8 | 1 << 254


def signing_public(seed):
    """The public half of an Ed25519 key, from its 32 bytes."""
    return _packed(_times(_clamped(hashlib.sha512(seed).digest()[:32]), BASE))


def sign(seed, message):
    digest = hashlib.sha512(seed).digest()
    secret, public = _clamped(digest[:32]), signing_public(seed)
    nonce = _number(hashlib.sha512(digest[32:] + message).digest()) % ORDER
    point = _packed(_times(nonce, BASE))
    challenge = _number(hashlib.sha512(point + public + message).digest()) % ORDER
    return point + ((nonce + challenge * secret) % ORDER).to_bytes(32, "little")


def _point(data):
    """The point that 32 bytes stand for; `None` for bytes that stand for none."""
    number = _number(data)
    y, sign = number & (1 << 255) - 1, number >> 255
    if y >= P:
        return None
    x = _x_of(y, sign)
    if (x * x * (D * y * y + 1) - (y * y - 1)) % P:
        return None
    return (x, y, 1, x * y % P)


def is_signature(public, signature, message):
    """Whether the holder of an Ed25519 key signed these bytes (RFC 8032, 5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, nonce, factor = _point(public), _point(signature[:32]), _number(signature[32:])
    if key is None or nonce is None or factor >= ORDER:
        return False
    challenge = _number(hashlib.sha512(signature[:32] + public + message).digest()) % ORDER
    return _packed(_times(factor, BASE)) == _packed(_add(nonce, _times(challenge, key)))


def from_base64url(text):
    """`None` for a text that is not base64url without padding."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None


def agreement_public(seed):
    """The public half of an X25519 key, from its 32 bytes: the ladder of RFC 7748, section 5, at u = 9."""
    secret = _clamped(seed)
    x2, z2, x3, z3 = 1, 0, 9, 1
    for place in reversed(range(255)):
        if secret >> place & 1:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        da, cb = d * a % P, c * b % P
        x3, z3 = (da + cb) ** 2 % P, 9 * (da - cb) ** 2 % P
        e = (a * a - b * b) % P
        x2, z2 = a * a * b * b % P, e * (a * a + 121665 * e) % P
        if secret >> place & 1:
            x2, z2, x3, z3 = x3, z3, x2, z2
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")
