package org.p2pltr.lab.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.lab.measure.PeerTrio;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.PeerSettings;

/** Over real sockets, with a real peer as the network. */
class AuthorPeerTest {
    private static final DocumentKey DOCUMENT = new DocumentKey("Home");
    private static final int PATCHES = 20;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(Signing.class)
    void authorsOfOneDocumentShareItsTimestampsWithoutAGap(Signing signing) throws Exception {
        String address = "127.0.0.1:" + PeerTrio.freePort();
        PeerSettings settings = PeerSettings.in(directory.resolve("peer")).listeningAt(address);
        try (LtrPeer _ = LtrPeer.start(settings, signing.keys())) {
            var target = AuthorPeer.Target.at(List.of(PeerAddress.parse(address)), signing);
            try (AuthorPeer ann = AuthorPeer.start(target);
                    AuthorPeer bob = AuthorPeer.start(target);
                    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<List<Long>> hers = workers.submit(() -> write(ann));
                Future<List<Long>> his = workers.submit(() -> write(bob));
                assertThat(Stream.concat(hers.get().stream(), his.get().stream()).sorted())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 2 * PATCHES).boxed().toList());
            }
        }
    }

    private static List<Long> write(AuthorPeer author) {
        return LongStream.range(0, PATCHES)
                .map(i -> author.publish(DOCUMENT, Bytes.utf8("patch " + i)).ts())
                .boxed()
                .toList();
    }
}
