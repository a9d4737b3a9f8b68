# docker build -t ecsparse . && docker run --rm -i ecsparse < /var/log/auth.log
# docker build --target tested .

FROM python:3.13-slim AS source
RUN apt-get update && apt-get install --yes --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /ecsparse
COPY . .

# what tests stand aside without: other shells, and programs that the pages use
FROM source AS tested
RUN apt-get update && apt-get install --yes --no-install-recommends curl fish groff jq man-db zsh \
    && rm -rf /var/lib/apt/lists/*
RUN make test

FROM source AS built
RUN make dist

FROM python:3.13-slim
RUN --mount=from=built,source=/ecsparse/dist,target=/dist \
    wheel=$(echo /dist/*.whl) && pip install --no-cache-dir --root-user-action ignore "$wheel[zstd]"
RUN useradd --system --no-create-home ecsparse
USER ecsparse
ENTRYPOINT ["ecsparse"]
