package com.modalarmor.boot;

/** Starts a Redis and waits to be killed; a process of its own for {@link RedisProcessTest}. */
public final class RedisHolder {

  private RedisHolder() {}

  public static void main(String[] args) throws Exception {
    RedisProcess redis = RedisProcess.start();
    System.out.println(redis.port());
    Thread.currentThread().join();
  }
}
