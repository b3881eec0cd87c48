package com.modalarmor.upstream.simulator;

/**
 * How a simulator behaves. Immutable.
 *
 * @param port 0 = any free one
 * @param chunkDelayMs between two events of a stream
 * @param recording whether prompts are kept for {@link Simulator#lastPrompts()}
 * @param fast answers every call with one constant answer of about 1 KB, for benches
 */
public record SimulatorSettings(int port, int chunkDelayMs, boolean recording, boolean fast) {

  public static final SimulatorSettings DEMO = new SimulatorSettings(0, 20, false, false);
  public static final SimulatorSettings TEST = new SimulatorSettings(0, 1, true, false);
  public static final SimulatorSettings BENCH = new SimulatorSettings(0, 0, false, true);
}
