package org.p2pltr.wiki.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that no save needs, before a byte of them is read. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BodyLimitFilter extends OncePerRequestFilter {
    /** A text of 1 MiB in the longest JSON form that anybody writes. */
    static final long MAX_BODY_BYTES = 8L * 1024 * 1024;

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAX_BODY_BYTES)
            refuse(response, 413, "a request has at most " + MAX_BODY_BYTES + " bytes");
        else if (request.getHeader("Transfer-Encoding") != null)
            refuse(response, 411, "say how long the request is (Content-Length)");
        else chain.doFilter(request, response);
    }

    private static void refuse(HttpServletResponse response, int status, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getWriter().write("{\"status\":" + status + ",\"detail\":\"" + detail + "\"}");
    }
}
