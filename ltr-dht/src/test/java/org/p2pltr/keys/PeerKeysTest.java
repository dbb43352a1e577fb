package org.p2pltr.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;
import org.p2pltr.id.StoreId;

class PeerKeysTest {
    private static final StoreId STORE = new StoreId(Bytes.of(new byte[StoreId.LENGTH]));

    private final Ed25519Verifier verifier = new Ed25519Verifier();

    @TempDir Path directory;

    @Test
    void theSameKeyComesBackFromItsFile() throws Exception {
        Path file = directory.resolve("keys.p12");
        Ed25519Signer made = PeerKeys.loadOrCreate(file).signer(STORE);
        PeerKeys again = PeerKeys.loadOrCreate(file);
        assertThat(again.signer(STORE).identity()).isEqualTo(made.identity());
        assertThat(again.signer(STORE).sign(Bytes.utf8("x"))).isEqualTo(made.sign(Bytes.utf8("x")));
        again.certificate().verify(again.certificate().getPublicKey());
    }

    @Test
    void onlyTheOwnerMayReadTheKey() throws Exception {
        Path file = directory.resolve("keys.p12");
        PeerKeys.loadOrCreate(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyFileThatCannotBeReadIsReportedAndLeftAsItIs() throws Exception {
        Path file = directory.resolve("keys.p12");
        Files.writeString(file, "not a key");
        assertThatThrownBy(() -> PeerKeys.loadOrCreate(file))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("keys.p12");
        assertThat(Files.readString(file)).isEqualTo("not a key");
    }

    @Test
    void signaturesAreThoseOfRfc8032() {
        // RFC 8032, section 7.1, test 2.
        Ed25519Signer signer =
                new Ed25519Signer(
                        Bytes.hex(
                                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
                        STORE);
        assertThat(signer.identity().key().value().asHex())
                .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        Signature signature = signer.sign(Bytes.hex("72"));
        assertThat(signature.value().asHex())
                .isEqualTo(
                        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertThat(verifier.verify(signer.identity().key(), Bytes.hex("72"), signature)).isTrue();
        assertThat(verifier.verify(signer.identity().key(), Bytes.hex("73"), signature)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomKeysAndSignaturesAreFalseAndNeverThrow(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            byte[] key = new byte[PublicKey.LENGTH];
            byte[] signature = new byte[Signature.LENGTH];
            random.nextBytes(key);
            random.nextBytes(signature);
            // Small numbers in the last byte pass the first checks more often.
            if (random.nextBoolean()) signature[Signature.LENGTH - 1] = 0;
            assertThat(
                            verifier.verify(
                                    new PublicKey(Bytes.of(key)),
                                    Bytes.utf8("x"),
                                    new Signature(Bytes.of(signature))))
                    .isFalse();
        }
    }
}
