# The pipeline as an image: docker build -t nba . && docker run nba
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc g++ make nodejs npm python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN make build

FROM mcr.microsoft.com/dotnet/runtime:10.0
WORKDIR /app
COPY --from=build /src/bin ./bin
COPY --from=build /src/samples ./samples
VOLUME /data
ENTRYPOINT ["/app/bin/nba"]
CMD ["run", "--data-dir", "/data/nba"]
