/* Prints what a librdkafka was built with: its version and the value of `builtin.features`. */
#include <stdio.h>
#include "rdkafka.h"

int main(void) {
  char features[1024];
  size_t size = sizeof(features);
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  if (rd_kafka_conf_get(conf, "builtin.features", features, &size) != RD_KAFKA_CONF_OK) return 1;
  printf("%s %s\n", rd_kafka_version_str(), features);
  rd_kafka_conf_destroy(conf);
  return 0;
}
