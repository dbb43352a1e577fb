package org.p2pltr.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.p2pltr.env.Signer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;
import org.p2pltr.id.StoreId;

class RememberingVerifierTest {
    private static final int CAPACITY = 4;
    private static final Bytes MESSAGE = Bytes.utf8("a message");

    private final Signer ann = signer(1);
    private final AtomicInteger checks = new AtomicInteger();
    private final RememberingVerifier verifier =
            new RememberingVerifier(
                    (key, message, signature) -> {
                        checks.incrementAndGet();
                        return new Ed25519Verifier().verify(key, message, signature);
                    },
                    CAPACITY);

    private static Signer signer(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return new Ed25519Signer(Bytes.of(seed), new StoreId(Bytes.of(new byte[StoreId.LENGTH])));
    }

    private boolean isGood(Signer by, Bytes message, Signature signature) {
        PublicKey key = by.identity().key();
        return verifier.verify(key, message, signature);
    }

    @Test
    void whatWasGoodIsCheckedOnce() {
        Signature signature = ann.sign(MESSAGE);
        for (int i = 0; i < 3; i++) assertThat(isGood(ann, MESSAGE, signature)).isTrue();
        assertThat(checks).hasValue(1);
    }

    @Test
    void whatWasBadIsBadAgain() {
        Signature other = ann.sign(Bytes.utf8("another"));
        for (int i = 0; i < 2; i++) assertThat(isGood(ann, MESSAGE, other)).isFalse();
        assertThat(checks).hasValue(2);
    }

    /** One of the three changed: it is not the signature that was checked. */
    @Test
    void nothingElseIsTakenForWhatWasGood() {
        Signature signature = ann.sign(MESSAGE);
        assertThat(isGood(ann, MESSAGE, signature)).isTrue();
        assertThat(isGood(signer(2), MESSAGE, signature)).isFalse();
        assertThat(isGood(ann, Bytes.utf8("another"), signature)).isFalse();
        assertThat(isGood(ann, MESSAGE, signer(2).sign(MESSAGE))).isFalse();
    }

    @Test
    void theLastOnesAreRememberedAndOldOnesForgotten() {
        Signature first = ann.sign(MESSAGE);
        assertThat(isGood(ann, MESSAGE, first)).isTrue();
        for (int i = 0; i < 2 * CAPACITY; i++) {
            Bytes message = Bytes.utf8("message " + i);
            Signature signature = ann.sign(message);
            assertThat(isGood(ann, message, signature)).isTrue();
            int before = checks.get();
            assertThat(isGood(ann, message, signature)).isTrue();
            assertThat(checks).as("the last one is remembered").hasValue(before);
        }
        int before = checks.get();
        assertThat(isGood(ann, MESSAGE, first)).isTrue();
        assertThat(checks).as("the first one is not").hasValue(before + 1);
    }
}
