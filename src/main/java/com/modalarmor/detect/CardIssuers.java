package com.modalarmor.detect;

/**
 * First six digits and lengths of the card networks, after the ranges that the networks publish
 * (ISO/IEC 7812 issuer numbers). Immutable.
 */
final class CardIssuers {

  /** From, to (inclusive), shortest, longest. */
  private static final int[][] RANGES = {
    {400_000, 499_999, 13, 13},
    {400_000, 499_999, 16, 16},
    {400_000, 499_999, 19, 19}, // Visa
    {510_000, 559_999, 16, 16},
    {222_100, 272_099, 16, 16}, // Mastercard
    {340_000, 349_999, 15, 15},
    {370_000, 379_999, 15, 15}, // American Express
    {300_000, 305_999, 14, 19},
    {309_500, 309_599, 14, 19},
    {360_000, 369_999, 14, 19},
    {380_000, 399_999, 14, 19}, // Diners Club
    {601_100, 601_199, 16, 19},
    {622_126, 622_925, 16, 19},
    {644_000, 659_999, 16, 19}, // Discover
    {352_800, 358_999, 16, 19}, // JCB
    {620_000, 629_999, 16, 19},
    {810_000, 817_199, 16, 19}, // UnionPay
    {500_000, 509_999, 12, 19},
    {560_000, 589_999, 12, 19},
    {630_000, 639_999, 12, 19},
    {670_000, 679_999, 12, 19}, // Maestro, RuPay, Verve, Dankort
    {600_000, 601_099, 16, 16},
    {606_282, 606_282, 16, 16},
    {820_000, 829_999, 16, 16}, // RuPay, Hipercard
    {220_000, 220_499, 16, 19}, // Mir
    {979_200, 979_299, 16, 16}, // Troy
    {100_000, 199_999, 15, 15}, // UATP
  };

  private CardIssuers() {}

  static boolean issued(int firstSix, int digits) {
    for (int[] range : RANGES) {
      if (firstSix >= range[0]
          && firstSix <= range[1]
          && digits >= range[2]
          && digits <= range[3]) {
        return true;
      }
    }
    return false;
  }
}
