package org.p2pltr.lab.timestamps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.p2pltr.lab.measure.LabProcess;

/** One writer's records to a majority of three disks, one after the other. */
final class BareAppend {
    private BareAppend() {}

    static Row measure(Path directory, int bytes, Duration time) throws IOException {
        Files.createDirectories(directory);
        List<LabProcess> nodes = new ArrayList<>();
        try {
            nodes.add(node(directory, 1, ""));
            nodes.add(node(directory, 2, ""));
            String followers = nodes.get(0).line() + "," + nodes.get(1).line();
            nodes.add(node(directory, 3, followers));
            int leader = Integer.parseInt(nodes.get(2).line());
            try (AppendNode.Connection connection = AppendNode.Connection.to(leader)) {
                append(connection, bytes, time.dividedBy(2));
                long began = System.nanoTime();
                Diary diary = append(connection, bytes, time);
                double seconds = (System.nanoTime() - began) / 1e9;
                String name = "bare append to 2 of 3, " + bytes + " B";
                return Row.of(name, List.of(diary), seconds, new Costs(0, 0, 0));
            }
        } finally {
            nodes.forEach(LabProcess::close);
        }
    }

    private static LabProcess node(Path directory, int number, String followers)
            throws IOException {
        Path file = directory.resolve("records-" + number);
        List<String> words = new ArrayList<>(List.of("lab", "append", "--file", file.toString()));
        if (!followers.isEmpty()) words.addAll(List.of("--followers", followers));
        Path log = directory.resolve("node-" + number + ".log");
        return new LabProcess("append node " + number, log, List.of("-Xmx64m"), words);
    }

    private static Diary append(AppendNode.Connection connection, int bytes, Duration time)
            throws IOException {
        Diary diary = new Diary();
        RandomGenerator random = RandomGenerator.getDefault();
        byte[] record = new byte[bytes];
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            random.nextBytes(record);
            long began = System.nanoTime();
            connection.send(record);
            connection.awaitAnswer();
            diary.add(System.nanoTime() - began, 0);
        }
        return diary;
    }
}
