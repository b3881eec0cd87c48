package com.modalarmor.limits;

import io.vertx.core.Completable;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** What is asked of Redis, and who hears the answer. Event loop only. */
interface RedisQuestion extends Completable<Response> {

  /** Asked when it is sent, and the same if it has to be sent again. */
  Request request();

  static RedisQuestion of(Request request, Completable<Response> answer) {
    return new RedisQuestion() {
      @Override
      public Request request() {
        return request;
      }

      @Override
      public void complete(Response response, Throwable failure) {
        answer.complete(response, failure);
      }
    };
  }
}
