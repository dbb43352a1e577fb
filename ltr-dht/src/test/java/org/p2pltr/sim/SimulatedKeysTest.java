package org.p2pltr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Signature;
import org.p2pltr.id.StoreId;

class SimulatedKeysTest {
    private static final StoreId STORE = new StoreId(Bytes.of(new byte[StoreId.LENGTH]));
    private static final Bytes MESSAGE = Bytes.utf8("I said this");

    private final SimulatedKeys keys = new SimulatedKeys();

    @Test
    void onlyTheHoldersSignatureOfTheseBytesIsTrue() {
        var ann = keys.newSigner(STORE, new SplittableRandom(1));
        var bob = keys.newSigner(STORE, new SplittableRandom(2));
        Signature signature = ann.sign(MESSAGE);
        assertThat(keys.verifier().verify(ann.identity().key(), MESSAGE, signature)).isTrue();
        assertThat(keys.verifier().verify(bob.identity().key(), MESSAGE, signature)).isFalse();
        assertThat(keys.verifier().verify(ann.identity().key(), Bytes.EMPTY, signature)).isFalse();
        for (int index = 0; index < Signature.LENGTH; index++) {
            byte[] forged = signature.value().toArray();
            forged[index] ^= 1;
            assertThat(
                            keys.verifier()
                                    .verify(
                                            ann.identity().key(),
                                            MESSAGE,
                                            new Signature(Bytes.of(forged))))
                    .isFalse();
        }
    }

    @Test
    void keysComeFromTheRandomNumbersAlone() {
        var first = keys.newSigner(STORE, new SplittableRandom(1));
        var second = new SimulatedKeys().newSigner(STORE, new SplittableRandom(1));
        assertThat(second.identity()).isEqualTo(first.identity());
        assertThat(second.sign(MESSAGE)).isEqualTo(first.sign(MESSAGE));
        assertThat(
                        new SimulatedKeys()
                                .verifier()
                                .verify(first.identity().key(), MESSAGE, first.sign(MESSAGE)))
                .isFalse();
    }
}
