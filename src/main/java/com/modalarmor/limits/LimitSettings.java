package com.modalarmor.limits;

import com.modalarmor.settings.Secret;
import com.modalarmor.settings.SettingsReader;
import java.nio.file.Path;

/**
 * Settings of the sections {@code redis} and {@code limits}. Immutable.
 *
 * @param caFile PEM of the authorities believed for {@code rediss}; empty = those of the Java
 *     runtime
 * @param timeoutMs longest wait for one answer; later ones are ignored
 * @param connectTimeoutMs longest wait for one connection to be usable
 * @param reconnectFirstMs longest pause before the first attempt to connect again
 * @param reconnectMaxMs longest pause between attempts
 * @param waitingMax calls that may wait for an answer on one event loop
 * @param tenantsMax tenants whose counters one pod remembers
 * @param degradedFreePercent share of the day a free tenant has in one pod without Redis
 * @param degradedProPercent the same for pro
 * @param degradedEnterpriseInFlightMax requests at the same time of an enterprise tenant in one pod
 *     without Redis
 */
public record LimitSettings(
    RedisAddress redis,
    Path caFile,
    int timeoutMs,
    int connectTimeoutMs,
    int reconnectFirstMs,
    int reconnectMaxMs,
    int waitingMax,
    int tenantsMax,
    int degradedFreePercent,
    int degradedProPercent,
    int degradedEnterpriseInFlightMax) {

  public static final String DEFAULT_URL = "redis://127.0.0.1:6379";

  public static LimitSettings read(SettingsReader root) {
    SettingsReader redis = root.section("redis");
    SettingsReader limits = root.section("limits");
    return new LimitSettings(
        address(redis),
        caFile(redis),
        redis.integer("timeout-ms", 20, 1, 1_000),
        redis.integer("connect-timeout-ms", 1_000, 50, 10_000),
        redis.integer("reconnect-first-ms", 100, 2, 1_000),
        redis.integer("reconnect-max-ms", 1_000, 10, 4_000),
        redis.integer("waiting-max", 2_048, 1, 65_536),
        limits.integer("tenants-max", 10_000, 1, 1_000_000),
        limits.integer("degraded-free-percent", 10, 0, 100),
        limits.integer("degraded-pro-percent", 10, 0, 10),
        limits.integer("degraded-enterprise-in-flight-max", 256, 1, 100_000));
  }

  /** The same with another Redis: {@code demo} starts one of its own. */
  public LimitSettings withRedisUrl(String url) {
    return new LimitSettings(
        RedisAddress.parse(url),
        caFile,
        timeoutMs,
        connectTimeoutMs,
        reconnectFirstMs,
        reconnectMaxMs,
        waitingMax,
        tenantsMax,
        degradedFreePercent,
        degradedProPercent,
        degradedEnterpriseInFlightMax);
  }

  private static RedisAddress address(SettingsReader redis) {
    RedisAddress address;
    try {
      address = RedisAddress.parse(redis.text("url", DEFAULT_URL));
    } catch (IllegalArgumentException e) {
      redis.fault("url", e.getMessage());
      address = RedisAddress.parse(DEFAULT_URL);
    }
    Secret password = redis.secret("MODAL_ARMOR_REDIS_PASSWORD", "password-file");
    return password.isEmpty() ? address : address.withPassword(password);
  }

  private static Path caFile(SettingsReader redis) {
    return redis.text("ca-file", "").isBlank() ? Path.of("") : redis.existingFile("ca-file");
  }
}
