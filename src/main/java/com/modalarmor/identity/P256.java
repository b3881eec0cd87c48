package com.modalarmor.identity;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;

/**
 * The curve P-256 (FIPS 186-5, SP 800-186 §3.2.1.3) and the bounds of a signature on it. Stateless.
 */
final class P256 {

  static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
  private static final BigInteger GX =
      new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16);
  private static final BigInteger GY =
      new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16);
  private static final BigInteger THREE = BigInteger.valueOf(3);

  static final ECParameterSpec SPEC =
      new ECParameterSpec(
          new EllipticCurve(new ECFieldFp(P), P.subtract(THREE), B), new ECPoint(GX, GY), ORDER, 1);

  private P256() {}

  static boolean isCurveOf(ECParameterSpec spec) {
    return spec != null
        && spec.getCurve().getField() instanceof ECFieldFp field
        && field.getP().equals(P)
        && spec.getCurve().getA().equals(SPEC.getCurve().getA())
        && spec.getCurve().getB().equals(B)
        && spec.getGenerator().equals(SPEC.getGenerator())
        && spec.getOrder().equals(ORDER)
        && spec.getCofactor() == 1;
  }

  static boolean contains(ECPoint point) {
    if (point.equals(ECPoint.POINT_INFINITY)) {
      return false;
    }
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    if (x.signum() < 0 || x.compareTo(P) >= 0 || y.signum() < 0 || y.compareTo(P) >= 0) {
      return false;
    }
    BigInteger right = x.multiply(x).subtract(THREE).multiply(x).add(B).mod(P);
    return y.multiply(y).mod(P).equals(right);
  }

  /** True when r and s, 32 bytes each, both lie in [1, order - 1] (FIPS 186-5 §6.4.2). */
  static boolean inRange(byte[] signature) {
    if (signature.length != 64) {
      return false;
    }
    BigInteger r = new BigInteger(1, signature, 0, 32);
    BigInteger s = new BigInteger(1, signature, 32, 32);
    return r.signum() > 0 && s.signum() > 0 && r.compareTo(ORDER) < 0 && s.compareTo(ORDER) < 0;
  }
}
