package org.p2pltr.lab.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.p2pltr.lab.ring.Chart.Axis;
import org.p2pltr.lab.ring.Chart.Line;
import org.p2pltr.lab.ring.Timeline.Point;

class ChartTest {
    @Test
    void aChartIsXmlWithALineOfAllItsPoints() throws Exception {
        Line line =
                new Line("a & b", List.of(new Point(0, 0), new Point(5, 50), new Point(10, 100)));
        String svg =
                new Chart("x < y", new Axis("x", 0, 10), new Axis("y", 0, 100), List.of(line))
                        .svg();
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        var lines = document.getElementsByTagName("polyline");
        assertThat(lines.getLength()).isEqualTo(1);
        // From the lower left corner to the upper right one, through the middle.
        assertThat(lines.item(0).getAttributes().getNamedItem("points").getNodeValue())
                .isEqualTo("72.0,344.0 404.0,210.0 736.0,76.0");
    }

    @Test
    void stepsAreWholeAndZeroHasNoSign() {
        assertThat(new Axis("", 0, 10).step()).isEqualTo(2);
        assertThat(new Axis("", 99, 100).step()).isEqualTo(0.2);
        assertThat(new Axis("", -10, 90).step()).isEqualTo(20);
        assertThat(new Axis("", -10, 90).mark(-1e-9)).isEqualTo("0");
        assertThat(new Axis("", 99, 100).mark(99.4)).isEqualTo("99.4");
    }

    @Test
    void moreLinesThanColoursAndEmptyAxesAreRefused() {
        Axis axis = new Axis("", 0, 1);
        List<Line> many = Collections.nCopies(5, new Line("", List.of()));
        assertThatThrownBy(() -> new Chart("", axis, axis, many)).hasMessageContaining("5");
        assertThatThrownBy(() -> new Axis("", 1, 1)).hasMessageContaining("from 1.0 to 1.0");
    }
}
