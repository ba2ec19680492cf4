/**
 * Returns whether this version of Nest runs global guards for gateways. Nest 12
 * hands its gateways the configuration, which holds the global guards; Nest 11
 * does not.
 */
export async function runsGlobalGuardsForGateways(): Promise<boolean> {
  try {
    const { SocketModule } =
      await import('@nestjs/websockets/socket-module.js');
    const creator: unknown = Reflect.get(
      SocketModule.prototype,
      'getContextCreator',
    );
    return typeof creator === 'function' && creator.length > 1;
  } catch {
    // If the package cannot be loaded here, no global guard counts for gateways.
    return false;
  }
}
