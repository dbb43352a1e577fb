# The image of one peer: built from this repository, run by a user without rights on a read-only root file system.
#   docker build -t p2p-ltr-wiki .
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends maven \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
# The repository of Maven is kept between builds.
ENV LTR_MAVEN_OPTS=-Dmaven.repo.local=/maven
RUN --mount=type=cache,target=/maven ./ltr build

# RocksDB's native library needs glibc, so no Alpine here.
FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 ltr \
    && useradd --system --uid 10001 --gid ltr --home-dir /data --no-create-home ltr \
    && mkdir /data \
    && chown ltr:ltr /data
COPY --from=build /src/wiki-app/target/wiki-app-0.1.0-SNAPSHOT.jar /app/wiki.jar
USER 10001:10001

# Everything that a peer keeps. The only other place that it writes to is /tmp, where RocksDB unpacks its library
# (so a tmpfs there needs exec).
VOLUME /data
ENV LTR_DATADIR=/data \
    SERVER_ADDRESS=0.0.0.0

# 8080 the web page, 7400 the other peers. The web page on 0.0.0.0 needs LTR_PASSWORD, or the peer does not start.
EXPOSE 8080 7400

# No curl is needed: bash speaks enough HTTP. "localhost" is a name that the wiki always answers under.
HEALTHCHECK --interval=10s --timeout=8s --start-period=90s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]

ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-jar", "/app/wiki.jar"]
