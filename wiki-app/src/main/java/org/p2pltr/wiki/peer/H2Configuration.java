package org.p2pltr.wiki.peer;

import javax.sql.DataSource;
import org.p2pltr.peer.LtrPeer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the index after the peer, which holds the lock of the data directory. */
@Configuration(proxyBeanMethods = false)
class H2Configuration {

    @Bean
    DataSource dataSource(DataSourceProperties properties, LtrPeer peer) {
        return properties.initializeDataSourceBuilder().build();
    }
}
