package org.p2pltr.wiki.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.p2pltr.wiki.start.SettingException;
import org.p2pltr.wiki.web.ContentPolicy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Headers, tokens and, where a password is set, who may come in. Without a password the wiki starts
 * on this computer's own addresses only.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final int SHORTEST_PASSWORD = 8;

    private final String address;
    private final String password;

    SecurityConfiguration(
            @Value("${server.address:127.0.0.1}") String address,
            @Value("${ltr.password:}") String password) {
        this.address = address;
        this.password = password;
        if (!password.isEmpty() && password.length() < SHORTEST_PASSWORD)
            throw new SettingException(
                    "ltr.password is too short, allowed is: 8 characters or more");
        if (password.isEmpty() && !isThisComputer(address))
            throw new SettingException(
                    "server.address is '"
                            + address
                            + "', which others can reach: set ltr.password, or use 127.0.0.1");
    }

    @Bean
    FilterRegistrationBean<RequestGuard> requestGuard(@Value("${ltr.hosts:}") String hosts) {
        var guard =
                new FilterRegistrationBean<>(new RequestGuard(new AllowedHosts(address, hosts)));
        guard.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return guard;
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        http.csrf(csrf ->
                csrf.csrfTokenRepository(new CookieCsrfTokenRepository())
                        // REST calls are JSON of the same origin: the guard has seen to it.
                        .ignoringRequestMatchers("/api/**"));
        http.exceptionHandling(refusals -> refusals.accessDeniedHandler(new TokenMissing()));
        http.headers(headers ->
                headers.addHeaderWriter(new ContentPolicy())
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)));
        http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        if (password.isEmpty()) {
            http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        } else {
            http.authorizeHttpRequests(requests ->
                    requests.requestMatchers("/actuator/health/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated());
            http.httpBasic(Customizer.withDefaults());
        }
        return http.build();
    }

    /**
     * A page's name may hold any sign, so a path may hold any sign in its percent form; controls
     * stay refused.
     */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowBackSlash(true);
        return firewall;
    }

    /** Whoever knows the password, under any of the names that browsers ask for. */
    @Bean
    UserDetailsService people() {
        if (password.isEmpty()) return new InMemoryUserDetailsManager();
        return name ->
                User.withUsername(name).password("{noop}" + password).roles("EDITOR").build();
    }

    private static boolean isThisComputer(String address) {
        try {
            for (InetAddress each : InetAddress.getAllByName(address))
                if (!each.isLoopbackAddress()) return false;
            return true;
        } catch (UnknownHostException e) {
            throw new SettingException(
                    "server.address is '" + address + "', which is no address of this computer");
        }
    }
}
