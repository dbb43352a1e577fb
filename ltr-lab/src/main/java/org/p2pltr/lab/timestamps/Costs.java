package org.p2pltr.lab.timestamps;

/** What was taken of the machine: processor seconds of peers and authors, syncs of all disks. */
record Costs(double peersCpuSeconds, double authorsCpuSeconds, double syncs) {
    Costs minus(Costs before) {
        return new Costs(
                peersCpuSeconds - before.peersCpuSeconds,
                authorsCpuSeconds - before.authorsCpuSeconds,
                syncs - before.syncs);
    }
}
