package org.p2pltr.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.StoreId;

/**
 * A peer's key file: PKCS#12 with an Ed25519 key and a certificate that the key signed for itself,
 * ready for mutual TLS. The file's rights protect it, not its password, which is known to all.
 * Source: architecture.md, "Disk" and "Names, identity, network".
 */
public final class PeerKeys {
    private static final String ALGORITHM = "Ed25519";
    private static final String ALIAS = "peer";
    private static final char[] PASSWORD = "p2p-ltr".toCharArray();

    // A self-signed certificate only carries the key, so it has no date of its own: from a fixed
    // day to RFC 5280's "no end".
    private static final Date FROM = Date.from(Instant.parse("2000-01-01T00:00:00Z"));
    private static final Date TO = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

    private final PrivateKey key;
    private final X509Certificate certificate;

    private PeerKeys(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Reads the key file, or makes it if there is none. Throws {@link KeyFileException}, and
     * changes nothing, if there is one that cannot be read.
     */
    public static PeerKeys loadOrCreate(Path file) throws KeyFileException {
        try {
            return Files.exists(file) ? load(file) : create(file);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new KeyFileException(
                    "the key file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A signer with this key, for the peer on the given disk. */
    public Ed25519Signer signer(StoreId store) {
        return new Ed25519Signer(Bytes.of(seedOf(key)), store);
    }

    /** The certificate that carries the public key. */
    public X509Certificate certificate() {
        return certificate;
    }

    private static byte[] seedOf(PrivateKey key) {
        if (key instanceof EdECPrivateKey edwards && edwards.getBytes().isPresent())
            return edwards.getBytes().get();
        throw new IllegalArgumentException("the key is not an " + ALGORITHM + " key");
    }

    private static PeerKeys load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        if (store.getKey(ALIAS, PASSWORD) instanceof PrivateKey key
                && key instanceof EdECPrivateKey edwards
                && edwards.getBytes().isPresent()
                && store.getCertificate(ALIAS) instanceof X509Certificate certificate)
            return new PeerKeys(key, certificate);
        throw new GeneralSecurityException(
                "it holds no " + ALGORITHM + " key named '" + ALIAS + "' with its certificate");
    }

    private static PeerKeys create(Path file)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        X509Certificate certificate = selfSigned(pair);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry(ALIAS, pair.getPrivate(), PASSWORD, new Certificate[] {certificate});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD);
        write(file, bytes.toByteArray());
        return new PeerKeys(pair.getPrivate(), certificate);
    }

    private static X509Certificate selfSigned(KeyPair pair)
            throws GeneralSecurityException, OperatorCreationException {
        X500Name name = new X500Name("CN=P2P-LTR peer");
        BigInteger serial = new BigInteger(127, new SecureRandom()).setBit(0);
        return new JcaX509CertificateConverter()
                .getCertificate(
                        new JcaX509v3CertificateBuilder(
                                        name, serial, FROM, TO, name, pair.getPublic())
                                .build(
                                        new JcaContentSignerBuilder(ALGORITHM)
                                                .build(pair.getPrivate())));
    }

    /**
     * Synced and complete before it has its name: a key that signed once is never lost by a crash.
     */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) channel.write(rest);
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        if (!posix) return;
        try (FileChannel directory =
                FileChannel.open(
                        file.toAbsolutePath().normalize().resolveSibling("."),
                        StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
