package org.p2pltr.lab.cli;

import java.util.Arrays;
import java.util.List;

/** The lab's entry: {@code bench NAME …} or {@code lab …}. */
public final class LabMain {
    private static final String USAGE =
            """
            usage: ./ltr bench chaos [--seconds N] [--seed N] [--cells N] [--keep DIRECTORY]
                       kills and restarts one of five real peers every 5 s while people write at
                       all of them; nothing acknowledged may be lost
                   ./ltr bench timestamps [--seconds N] [--json FILE] [--keep DIRECTORY]
                       how fast three real peers give timestamps, beside a bare append
                   ./ltr bench import [--limit N] [--data FILE] [--keep DIRECTORY]
                       replays a real wiki's history through three real peers
                   ./ltr bench merge [--quick] [--data DIRECTORY]
                       times merging and comparing; --quick only shows that all of it runs
                   ./ltr bench ring [--peers N,N] [--simulated N,N] [--churn N]
                       [--churn-minutes N] [--lookups N] [--seed N] [--plot DIRECTORY]
                       hops, table sizes and lookups after mass failure in rings of that many
                       peers (100,1000,10000), for k = 2, 4 and 16; idle traffic, joins and
                       leaves, mass failure in simulated networks (100,1000); peers that come
                       and go (1000), beside periodic stabilisation; all beside their bars;
                       --plot draws it as SVG pictures
                   ./ltr bench ring --real [--peers N] [--kill N] [--idle-seconds N]
                       [--keep DIRECTORY]
                       that many real peers (30) form one network; then some (a fifth) are
                       killed at once while people save; and what an idle peer sends
                   ./ltr bench wiki [--pages N] [--saves N] [--seconds N] [--keep DIRECTORY]
                       fills a wiki (10,000 pages of 10 saves), starts its peer and reads it with
                       16 readers at a time
                   ./ltr lab run [--seeds N] [--first-seed N] [--shrink TRIES] [--story FILE]
                       [--keep-faults 0-3,7] [--keep-operations 0-99]
                       simulates networks with crashes, partitions, loss and slow disks, one from
                       each seed, and checks every invariant; a seed that fails is made smaller
                       and told as a command that repeats it; --story tells all of one seed;
                       of 500 seeds or more each thing that is counted (take-overs, turns, refusals
                       of each kind …) must have happened, of fewer a missing one is a warning
                   ./ltr lab run --scenario NAME [--seeds N] [--first-seed N] [--story FILE]
                       plays one of the design's scenarios; a wrong name tells the right ones
                   ./ltr lab peer --data DIRECTORY [--listen HOST:PORT] [--join HOST:PORT,…]
                           [--name NAME] [--stable-ring-ms N] [--cells N] [--signatures ed25519|none]
                       one peer without a web page; answers the lines of its input (help tells
                       them) and ends with it
                   ./ltr recover [--peer http://HOST:PORT] [--cell N|all]
                       cells that lost most of their group for good go on with those that are
                       left; asks twice; the password, if any, is taken from LTR_PASSWORD
            """;

    private LabMain() {}

    /** Runs the words and ends with their exit code. */
    public static void main(String[] words) throws Exception {
        System.exit(run(Arrays.asList(words)));
    }

    static int run(List<String> words) throws Exception {
        try {
            String command = String.join(" ", words.subList(0, Math.min(2, words.size())));
            List<String> rest = words.subList(Math.min(2, words.size()), words.size());
            switch (command) {
                case "bench import" -> {
                    return ImportCommand.run(new Words(rest));
                }
                case "bench merge" -> {
                    return MergeCommand.run(rest);
                }
                case "bench chaos" -> {
                    return ChaosCommand.run(new Words(rest));
                }
                case "bench timestamps" -> {
                    return TimestampsCommand.run(new Words(rest));
                }
                case "bench ring" -> {
                    return RingCommand.run(rest);
                }
                case "bench wiki" -> {
                    return WikiCommand.run(new Words(rest));
                }
                case "lab run" -> {
                    return RunCommand.run(new Words(rest));
                }
                case "lab peer" -> {
                    return PeerCommand.run(new Words(rest));
                }
                case "recover cells" -> {
                    return RecoverCommand.run(new Words(rest));
                }
                // A part of "bench timestamps", not for people.
                case "lab append" -> {
                    return TimestampsCommand.append(new Words(rest));
                }
                default -> {}
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
        boolean asked = words.contains("help");
        (asked ? System.out : System.err).print(USAGE);
        return asked ? 0 : 2;
    }
}
