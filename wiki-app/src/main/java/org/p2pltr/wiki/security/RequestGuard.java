package org.p2pltr.wiki.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first filter: a request under a foreign name is misdirected (421); a change that another site
 * asks for is refused (403); a REST call with a body that is not JSON is refused (415), as forms of
 * other sites cannot send JSON.
 */
final class RequestGuard extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final AllowedHosts hosts;

    RequestGuard(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        if (!hosts.allows(host)) {
            refuse(
                    response,
                    421,
                    "this wiki does not answer under this name; see the setting ltr.hosts");
        } else if (!READING.contains(request.getMethod()) && isForeign(request, host)) {
            refuse(response, 403, "another site asked for this change");
        } else if (isCallWithoutJson(request)) {
            refuse(response, 415, "REST calls take application/json");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isForeign(HttpServletRequest request, String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) return true;
        String origin = request.getHeader("Origin");
        return origin != null && !origin.equalsIgnoreCase(request.getScheme() + "://" + host);
    }

    private static boolean isCallWithoutJson(HttpServletRequest request) {
        if (!request.getRequestURI().startsWith("/api/") || request.getContentLengthLong() <= 0)
            return false;
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        return !type.startsWith("application/json");
    }

    private static void refuse(HttpServletResponse response, int status, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getWriter().write("{\"status\":" + status + ",\"detail\":\"" + detail + "\"}");
    }
}
