import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { observeCognitoAuth } from 'nestjs-cognito-auth/opentelemetry';

/** Collects metrics when asked. A real application exports them instead. */
class PulledMetrics extends MetricReader {
  protected async onForceFlush(): Promise<void> {}
  protected async onShutdown(): Promise<void> {}
}

const reader = new PulledMetrics();
const provider = new MeterProvider({ readers: [reader] });

/**
 * Starts to measure all instances of this process.
 *
 * @returns a function that ends it
 */
export function startMetrics(): () => Promise<void> {
  const stop = observeCognitoAuth({ meter: provider.getMeter('fleet') });
  return async () => {
    stop();
    await provider.shutdown();
  };
}

/** Formats one line for each metric and set of attributes. */
export async function metricLines(): Promise<string> {
  const { resourceMetrics } = await reader.collect();
  const lines = resourceMetrics.scopeMetrics
    .flatMap(({ metrics }) => metrics)
    .flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => {
        const labels = Object.entries(attributes).map(
          ([name, label]) => `${name}=${String(label)}`,
        );
        // A histogram has many figures. Its number of values is enough here.
        const figure = typeof value === 'number' ? value : value.count;
        return [descriptor.name, ...labels, figure].join(' ');
      }),
    );
  return `${lines.join('\n')}\n`;
}
