package com.modalarmor.boot;

import com.modalarmor.admin.AdminVerticle;
import com.modalarmor.admin.Health;
import com.modalarmor.admin.ManagementVerticle;
import com.modalarmor.audit.AuditTrail;
import com.modalarmor.audit.AuditVerticle;
import com.modalarmor.audit.AuditWriter;
import com.modalarmor.detect.DetectionVerticle;
import com.modalarmor.dialect.Dialects;
import com.modalarmor.identity.Caller;
import com.modalarmor.identity.CallerResolver;
import com.modalarmor.identity.Credentials;
import com.modalarmor.identity.Keyring;
import com.modalarmor.identity.VerifiedTokens;
import com.modalarmor.ingress.IngressVerticle;
import com.modalarmor.ingress.ServerTls;
import com.modalarmor.limits.LimitGate;
import com.modalarmor.limits.PodLimits;
import com.modalarmor.metrics.GatewayMetrics;
import com.modalarmor.metrics.PackMetrics;
import com.modalarmor.pipeline.Admission;
import com.modalarmor.pipeline.ChatPipeline;
import com.modalarmor.pipeline.InspectPipeline;
import com.modalarmor.pipeline.Pipelines;
import com.modalarmor.pipeline.Settlement;
import com.modalarmor.pipeline.VectorPipeline;
import com.modalarmor.redact.GatewayKey;
import com.modalarmor.tenant.TenantDirectory;
import com.modalarmor.tenant.TenantSnapshot;
import com.modalarmor.upstream.Breaker;
import com.modalarmor.upstream.Providers;
import com.modalarmor.upstream.RetryBudget;
import com.modalarmor.upstream.UpstreamVerticle;
import com.modalarmor.vector.VectorSettings;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.KeyCertOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * One running gateway: wired by hand, deployed bottom up with the ingress last, and taken down in
 * the opposite order. Made once; {@link #drain} and the ports may be asked from any thread.
 */
final class Gateway {

  private static final int HEARTBEAT_MS = 1_000;

  private final Vertx vertx;
  private final GatewaySettings settings;
  private final KeyCertOptions certificate;
  private final GatewayRuntime runtime;
  private final TenantDirectory tenants;
  private final PolicyShelf policies;
  private final SignatureWatch signatureWatch;
  private final RightsWatch rightsWatch;
  private final GatewayKey redactionKey;
  private final Keyring keyring;
  private final VerifiedTokens verifiedTokens;
  private final PodLimits podLimits;
  private final Breaker breaker;
  private final Lanes lanes;
  private final AuditWriter auditWriter;
  private final Health health = new Health();
  private final AtomicInteger connections = new AtomicInteger();
  private final LoopParts loopParts = new LoopParts();
  private final List<String> lower = new ArrayList<>();
  private String ingressDeployment = "";
  private IngressVerticle firstIngress;
  private ManagementVerticle management;
  private AdminVerticle admin;
  private VectorDeployment vectors = VectorDeployment.NONE;

  Gateway(
      GatewayRuntime runtime,
      GatewaySettings settings,
      KeyCertOptions certificate,
      TenantSnapshot snapshot) {
    this.runtime = runtime;
    this.vertx = runtime.vertx();
    this.settings = settings;
    this.certificate = certificate;
    this.policies = PolicyShelf.load(settings, snapshot);
    this.signatureWatch =
        new SignatureWatch(settings, policies, new PackMetrics(runtime.registry()));
    this.rightsWatch = new RightsWatch(settings, policies);
    this.redactionKey = GatewayKey.of(settings.redactionKey());
    this.keyring = Keyring.load(snapshot);
    this.tenants = new TenantDirectory(snapshot);
    this.verifiedTokens = new VerifiedTokens(settings.identity());
    this.podLimits = new PodLimits(settings.limits());
    this.breaker = new Breaker(settings.gemini().breaker());
    this.lanes = Lanes.open(vertx, settings);
    this.auditWriter = new AuditWriter(settings.audit());
  }

  /** Completes when requests can come. */
  Future<Void> start() {
    int loops = runtime.eventLoops();
    RetryBudget budget = new RetryBudget(settings.gemini().retries().budgetPercent());
    health.part("redis", false, loopParts::limitsInForce);
    health.part("audit", true, loopParts::auditWorks);
    health.part("signatures", false, signatureWatch::accepted);
    health.part("model", false, () -> breaker.state() != Breaker.State.OPEN);
    return auditWriter
        .open()
        .compose(v -> deployLower(() -> new AuditVerticle(lanes.audit(), auditWriter), on(loops)))
        .compose(
            v ->
                deployLower(
                    () -> DetectionVerticle.large(lanes.detection()),
                    Instances.worker(
                        "detect", settings.detection().workers(), settings.detection().workers())))
        .compose(v -> deployLower(() -> DetectionVerticle.ordinary(lanes.detection()), on(loops)))
        .compose(
            v ->
                SecondStageDeployment.deploy(
                    vertx, settings.detection().secondStage(), lanes.detection(), lower))
        .compose(
            v ->
                deployLower(
                    () ->
                        new UpstreamVerticle(
                            lanes.upstream(),
                            lanes.detection(),
                            vx ->
                                Providers.GEMINI
                                    .maker()
                                    .make(vx, settings.gemini(), breaker, budget)),
                    on(loops)))
        .compose(v -> VectorDeployment.deploy(vertx, settings.vectors(), loops, lanes, lower))
        .onSuccess(deployed -> vectors = deployed)
        .compose(v -> deployManagement())
        .compose(v -> deployIngress(loops))
        .onSuccess(v -> signatureWatch.start(vertx))
        .onSuccess(v -> rightsWatch.start(vertx))
        .onSuccess(v -> health.started());
  }

  private Future<Void> deployManagement() {
    management = new ManagementVerticle(settings.management(), health, runtime.registry());
    HttpServerOptions options =
        ServerTls.apply(
            new HttpServerOptions()
                .setHost(settings.admin().host())
                .setPort(settings.admin().port())
                .setIdleTimeout(60),
            certificate,
            settings.ingress().tlsHandshakeTimeoutS());
    CallerResolver callers = callers();
    admin =
        new AdminVerticle(
            options,
            settings.adminKey(),
            request -> isAdmin(callers, request),
            () -> new JsonObject(new LinkedHashMap<>(health.report())));
    return Listening.naming(
            "management",
            settings.management().host(),
            settings.management().port(),
            deployLower(() -> management, on(1)))
        .compose(
            v ->
                Listening.naming(
                    "admin",
                    settings.admin().host(),
                    settings.admin().port(),
                    deployLower(() -> admin, on(1))));
  }

  private boolean isAdmin(CallerResolver callers, HttpServerRequest request) {
    try {
      Caller caller =
          callers.resolve(Credentials.from(request.headers(), request.query()), tenants.current());
      return caller.roles().contains("admin")
          && settings.adminTenants().contains(caller.tenant().id());
    } catch (Refusal refusal) {
      return false;
    }
  }

  private Future<Void> deployIngress(int loops) {
    Dialects dialects =
        new Dialects(
            settings.detection().requestJson(),
            settings.detection().replyJson(),
            settings.vectors().store() != VectorSettings.Store.OFF);
    GatewayMetrics metrics = new GatewayMetrics(runtime.registry());
    Future<String> listening =
        vertx.deployVerticle(
            () -> {
              IngressVerticle ingress =
                  new IngressVerticle(
                      settings.ingress(),
                      certificate,
                      dialects,
                      (vx, context) -> pipelines(vx, context, metrics),
                      connections,
                      health::isDraining);
              firstIngress = firstIngress == null ? ingress : firstIngress;
              return ingress;
            },
            on(loops));
    return Listening.naming(
            "data-plane", settings.ingress().host(), settings.ingress().port(), listening)
        .onSuccess(id -> ingressDeployment = id)
        .mapEmpty();
  }

  /** The pipelines of one ingress loop; runs in its context. */
  private Future<Pipelines> pipelines(Vertx vx, Context context, GatewayMetrics metrics) {
    AtomicLong heartbeat = health.heartbeat();
    vx.setPeriodic(HEARTBEAT_MS, id -> heartbeat.set(System.nanoTime()));
    LimitGate gate = LimitGate.open(vx, podLimits);
    Admission admission = new Admission(callers(), tenants, policies::current, gate, redactionKey);
    AuditTrail trail = new AuditTrail(vx, lanes.audit().client(vx, context), settings.audit());
    loopParts.add(gate, trail);
    Settlement settlement = new Settlement(admission, metrics, trail);
    var detection = lanes.detection().client(vx, context);
    var upstream = lanes.upstream().client(vx, context);
    var rows = lanes.vectors().client(vx, context);
    var grounding = vectors.grounding(settings.vectors(), rows);
    return Future.succeededFuture(
        new Pipelines(
            new ChatPipeline(admission, detection, grounding, upstream, settlement, context),
            new InspectPipeline(admission, detection, settlement),
            new VectorPipeline(admission, rows, vectors.probes(), settlement, context),
            settlement,
            gate::close));
  }

  private CallerResolver callers() {
    return new CallerResolver(settings.identity(), () -> keyring, verifiedTokens);
  }

  private Future<Void> deployLower(
      Supplier<? extends Deployable> verticle, DeploymentOptions options) {
    return vertx.deployVerticle(verticle, options).onSuccess(lower::add).mapEmpty();
  }

  private static DeploymentOptions on(int instances) {
    return new DeploymentOptions().setInstances(instances);
  }

  /**
   * Not ready at once; after the delay no new connections; in-flight requests end; then the rest.
   */
  Future<Void> drain() {
    health.draining();
    signatureWatch.close();
    rightsWatch.close();
    return vertx
        .timer(Math.max(1, settings.ingress().drainDelayMs()))
        .compose(
            v ->
                ingressDeployment.isEmpty()
                    ? Future.<Void>succeededFuture()
                    : vertx.undeploy(ingressDeployment))
        .eventually(this::undeployLower)
        .eventually(() -> vectors.close())
        .eventually(auditWriter::close);
  }

  private Future<Void> undeployLower() {
    Future<Void> down = Future.succeededFuture();
    for (int i = lower.size() - 1; i >= 0; i--) {
      String id = lower.get(i);
      down = down.eventually(() -> vertx.undeploy(id));
    }
    return down;
  }

  int dataPort() {
    return firstIngress.actualPort();
  }

  int managementPort() {
    return management.actualPort();
  }

  int adminPort() {
    return admin.actualPort();
  }

  Health health() {
    return health;
  }
}
