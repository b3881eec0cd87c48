# The gateway's image: the jar, a Java runtime with only the modules it uses, the C library, nothing else (no shell).
#
#   docker build -t modal-armor .
#   docker run --read-only --tmpfs /tmp -p 8443:8443 -v ./conf:/opt/modal-armor/conf:ro modal-armor
#
# BASE needs a JDK (21 to 25) and Maven.
ARG BASE=maven:3.9.11-eclipse-temurin-25

FROM ${BASE} AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY conf conf
COPY src/main src/main
RUN mvn -B -ntp -Dmaven.test.skip=true package

# The native libraries lie beside the jar, so that none has to be unpacked to a writable folder at run time.
RUN set -eu; \
    root=/rootfs; app=$root/opt/modal-armor; \
    java=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")"); \
    mkdir -p "$app/lib" "$root/etc" "$root/tmp"; \
    chmod 1777 "$root/tmp"; \
    "$java/bin/jlink" \
      --add-modules java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.net,jdk.unsupported \
      --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$root/opt/java"; \
    cp target/modal-armor.jar "$app/"; \
    cp -r conf "$app/conf"; \
    mkdir native; cd native; "$java/bin/jar" xf ../target/modal-armor.jar; cd ..; \
    case $(uname -m) in aarch64) arch=aarch_64 ;; *) arch=x86_64 ;; esac; \
    cp native/META-INF/native/*"_$arch.so" native/com/amazon/corretto/crypto/provider/*.so "$app/lib/"; \
    find "$root/opt" -type f \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + \
      | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) .*/\1/p' \
      | grep -v "^$root" | sort -u > libraries; \
    while read -r library; do mkdir -p "$root$(dirname "$library")"; cp -L "$library" "$root$library"; done < libraries; \
    echo 'modalarmor:x:10001:10001::/:/none' > "$root/etc/passwd"; \
    echo 'modalarmor:x:10001:' > "$root/etc/group"; \
    echo 'hosts: files dns' > "$root/etc/nsswitch.conf"

FROM scratch
COPY --from=build /rootfs /
WORKDIR /opt/modal-armor
USER 10001:10001
# data plane, management (pod network only), admin
EXPOSE 8443 9090 9443
# On one core the serial collector leaves a smaller process at the same CPU (docs/PERFORMANCE.md). What lives as long as
# a request gets much room, so that collections are rare; old objects get little more than they need, and what loading
# left is given back. Meant for pods of 512 MB and more. For more cores there is -e JDK_JAVA_OPTIONS=-XX:+UseParallelGC.
ENV JDK_JAVA_OPTIONS="-XX:+UseSerialGC -XX:InitialRAMPercentage=30 -XX:NewSize=72m -XX:SurvivorRatio=18 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=25 -XX:-ShrinkHeapInSteps"
ENTRYPOINT ["/opt/java/bin/java", \
  "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", \
  "--enable-native-access=ALL-UNNAMED", "-Djava.library.path=/opt/modal-armor/lib", \
  "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true", "-Dfile.encoding=UTF-8", \
  "-jar", "/opt/modal-armor/modal-armor.jar"]
CMD ["serve", "--config", "conf/gateway.yaml"]
