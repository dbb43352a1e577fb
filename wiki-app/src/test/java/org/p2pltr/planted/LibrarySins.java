package org.p2pltr.planted;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import org.rocksdb.RocksDB;

/** Libraries outside the adapter that is their home. */
@SuppressWarnings("all")
public final class LibrarySins {
    private LibrarySins() {}

    /** Knows the transport. */
    public static final class UsesNetty {
        int size(ByteBuf bytes) {
            return bytes.readableBytes();
        }
    }

    /** Knows the wire format. */
    public static final class UsesProtobuf {
        int size(ByteString bytes) {
            return bytes.size();
        }
    }

    /** Knows the disk. */
    public static final class UsesRocksDb {
        void close(RocksDB database) {
            database.close();
        }
    }
}
