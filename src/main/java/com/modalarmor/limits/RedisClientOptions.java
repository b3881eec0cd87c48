package com.modalarmor.limits;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.util.Set;

/**
 * Turns the settings into those of the Redis client: one connection, no pool to wait in. Stateless.
 */
final class RedisClientOptions {

  private RedisClientOptions() {}

  static RedisOptions of(LimitSettings settings) {
    RedisAddress address = settings.redis();
    NetClientOptions net =
        new NetClientOptions()
            .setConnectTimeout(settings.connectTimeoutMs())
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true);
    if (address.tls()) {
      net.setSsl(true)
          .setHostnameVerificationAlgorithm("HTTPS")
          .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"));
      if (!settings.caFile().toString().isEmpty()) {
        net.setTrustOptions(new PemTrustOptions().addCertPath(settings.caFile().toString()));
      }
    }
    RedisOptions options =
        new RedisOptions()
            .setConnectionString(address.endpoint())
            .setNetClientOptions(net)
            .setMaxPoolSize(1)
            .setMaxPoolWaiting(1)
            // A resent call and a probe come on top of those that wait.
            .setMaxWaitingHandlers(settings.waitingMax() * 2 + 16);
    if (!address.password().isEmpty()) {
      options.setPassword(address.password().reveal());
      if (!address.user().isEmpty()) {
        options.setUser(address.user());
      }
    }
    return options;
  }
}
